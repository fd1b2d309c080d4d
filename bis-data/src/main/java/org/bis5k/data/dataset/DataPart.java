package org.bis5k.data.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.image.ImageFiles;

/**
 * The files of a data set, or of one part of it, put into pairs.
 *
 * @param root what was given: a folder with images/ and masks/, or a list file
 * @param where the same in words
 * @param pairing the pairs and what is wrong with the rest
 */
public record DataPart(Path root, String where, FilePairing pairing) {

  /** The folders of BIS5k. */
  static final List<String> SPLITS = List.of("formal_train", "formal_test");

  /**
   * A folder or list file as one part.
   *
   * @throws InvalidInputException if it is neither, or names no file
   */
  static DataPart open(Path root) {
    if (PairList.isList(root)) {
      return new DataPart(root, root.toString(), FilePairing.ofPairs(PairList.read(root)));
    }
    if (!Files.isDirectory(root)) {
      throw InvalidInputException.in(
          root, Files.exists(root) ? "is not a folder" : "this folder does not exist");
    }
    Path images = root.resolve("images");
    Path masks = root.resolve("masks");
    if (!Files.isDirectory(images) && !Files.isDirectory(masks) && !splits(root).isEmpty()) {
      throw InvalidInputException.in(
          root,
          "holds "
              + splits(root).stream()
                  .map(folder -> folder.getFileName().toString())
                  .collect(Collectors.joining(" and "))
              + "; give one of them: "
              + splits(root).stream().map(Path::toString).collect(Collectors.joining(" or ")));
    }
    for (Path folder : List.of(images, masks)) {
      if (!Files.isDirectory(folder)) {
        throw InvalidInputException.in(
            root,
            "expected the folders images and masks; "
                + folder.getFileName()
                + " is missing (folders of other names can be given one by one)");
      }
    }
    return ofFolders(root, images, masks);
  }

  /** Two folders of any name. */
  static DataPart ofFolders(Path root, Path images, Path masks) {
    List<Path> imageFiles = ImageFiles.list(images);
    List<Path> maskFiles = ImageFiles.list(masks);
    if (imageFiles.isEmpty() && maskFiles.isEmpty()) {
      throw new InvalidInputException("No image file in " + images + " nor in " + masks);
    }
    return new DataPart(root, images + " and " + masks, FilePairing.byStem(imageFiles, maskFiles));
  }

  /**
   * The parts of a root in BIS5k's layout, or else the root as the only part.
   *
   * @param root a folder or list file
   * @return one or two parts
   * @throws InvalidInputException if the root cannot be used
   */
  public static List<DataPart> openAll(Path root) {
    boolean whole = splits(root).isEmpty() || Files.isDirectory(root.resolve("images"));
    return (whole ? List.of(root) : splits(root)).stream().map(DataPart::open).toList();
  }

  /**
   * The name of the folder or list.
   *
   * @return the last element of the path
   */
  public String name() {
    Path name = root.toAbsolutePath().normalize().getFileName();
    return name == null ? root.toString() : name.toString();
  }

  private static List<Path> splits(Path root) {
    return SPLITS.stream().map(root::resolve).filter(Files::isDirectory).toList();
  }
}
