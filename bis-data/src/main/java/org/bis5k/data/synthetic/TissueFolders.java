package org.bis5k.data.synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bis5k.data.ImageAndMask;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.image.ImageFiles;

/**
 * Synthetic tiles as files in BIS5k's layout. Both splits are written into a hidden folder within
 * the root and moved to their names when complete: a run that fails leaves no incomplete data set.
 */
final class TissueFolders {

  private static final String TRAIN = "formal_train";
  private static final String TEST = "formal_test";

  private final SyntheticTissue tissue;
  private final Path root;

  TissueFolders(SyntheticTissue tissue, Path root) {
    this.tissue = tissue;
    this.root = root;
  }

  void write(int train, int test) {
    for (String split : List.of(TRAIN, TEST)) {
      if (Files.exists(root.resolve(split), LinkOption.NOFOLLOW_LINKS)) {
        throw InvalidInputException.in(
            root,
            "already holds "
                + split
                + ", which is not overwritten; name another folder or remove that one");
      }
    }
    try {
      Files.createDirectories(root);
      Path unfinished = Files.createTempDirectory(root, ".synthetic-tissue-");
      try {
        split(unfinished.resolve(TRAIN), "bis_he_id%06d.png", 0, train);
        split(unfinished.resolve(TEST), "bis_val_id%06d.png", SyntheticTissue.FIRST_TEST, test);
        Files.move(unfinished.resolve(TRAIN), root.resolve(TRAIN));
        Files.move(unfinished.resolve(TEST), root.resolve(TEST));
      } finally {
        remove(unfinished);
      }
    } catch (IOException e) {
      throw InvalidInputException.in(root, "cannot hold synthetic tissue: " + e, e);
    }
  }

  private void split(Path folder, String name, int first, int count) throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    Path masks = Files.createDirectories(folder.resolve("masks"));
    for (int k = 0; k < count; k++) {
      ImageAndMask tile = tissue.tile(first + k);
      String file = String.format(Locale.ROOT, name, k);
      ImageFiles.write(tile.image(), images.resolve(file));
      ImageFiles.write(tile.mask(), masks.resolve(file));
    }
  }

  private static void remove(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
