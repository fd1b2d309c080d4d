package org.bis5k.train.slide;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.train.predict.FailedImage;

/** Segments many images, one after the other, into one folder. */
public final class SlideFolder {

  private final Path out;
  private final BadFiles badFiles;
  private final Function<Path, SlideSegmentation.Report> segmentation;

  private SlideFolder(
      Path out, BadFiles badFiles, Function<Path, SlideSegmentation.Report> segmentation) {
    this.out = out;
    this.badFiles = badFiles;
    this.segmentation = segmentation;
  }

  /**
   * A folder of results.
   *
   * @param out the folder; it must exist
   * @param badFiles whether an image that cannot be used ends the run or is left out and listed in
   *     {@value FailedImage#LIST}
   * @param segmentation segments one image into the folder
   * @return the folder
   */
  public static SlideFolder of(
      Path out, BadFiles badFiles, Function<Path, SlideSegmentation.Report> segmentation) {
    return new SlideFolder(out, badFiles, segmentation);
  }

  /**
   * The result for many images.
   *
   * @param folder the folder of results
   * @param segmented the images that were segmented, in order
   * @param failed images that were left out because they cannot be used
   */
  public record Report(Path folder, List<Segmented> segmented, List<FailedImage> failed) {}

  /**
   * The result for one image.
   *
   * @param image the image
   * @param report what was made of it
   */
  public record Segmented(Path image, SlideSegmentation.Report report) {}

  /**
   * Segments images. A failure that does not concern the image itself, such as a full disk, ends
   * the run in any case.
   *
   * @param images the images
   * @param progress called with each image that is segmented
   * @return the results
   * @throws InvalidInputException if a file cannot be written, or an image cannot be used and is
   *     not to be left out
   */
  public Report run(List<Path> images, Consumer<Path> progress) {
    List<Segmented> segmented = new ArrayList<>();
    List<FailedImage> failed = new ArrayList<>();
    for (Path image : images) {
      try {
        segmented.add(new Segmented(image, segmentation.apply(image)));
      } catch (InvalidInputException e) {
        if (badFiles == BadFiles.FAIL || !e.file().equals(Optional.of(image))) {
          throw e;
        }
        failed.add(new FailedImage(image, e.getMessage()));
        continue;
      }
      progress.accept(image);
    }
    FailedImage.writeList(out, failed);
    return new Report(out, List.copyOf(segmented), List.copyOf(failed));
  }
}
