package org.bis5k.train.slide;

import java.util.OptionalDouble;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImagePyramid;

/**
 * Segments an image file of any size: tiles through the network, the blended map to a file, and on
 * demand an overlay and polygons. Memory goes with the image's width (about eleven bytes times a
 * tile's side per column), never with its area; while it works, four bytes per pixel lie on disk
 * beside the result.
 */
public final class SlideSegmentation {

  /** The longer side of an overlay. */
  static final int OVERLAY_SIDE = 2048;

  /**
   * The longer side of the map that polygons are traced on. A larger result is averaged in blocks,
   * whose borders the polygons then follow.
   */
  static final int POLYGON_SIDE = 4096;

  /** What polygons are called. */
  static final String LABEL = "Tumor"; // QuPath's own class

  private final TiledInference inference;

  private SlideSegmentation(TiledInference inference) {
    this.inference = inference;
  }

  /**
   * Segmentation by a network's tiles.
   *
   * @param inference the tiles
   * @return the segmentation
   */
  public static SlideSegmentation of(TiledInference inference) {
    return new SlideSegmentation(inference);
  }

  /**
   * What was made of an image.
   *
   * @param size height and width of the result
   * @param micrometresPerPixel its scale, if it is known
   * @param tiles how many tiles it took
   * @param foreground the share of its pixels above the threshold, 0 to 1
   * @param polygons how many polygons were written
   */
  public record Report(
      Size size, OptionalDouble micrometresPerPixel, long tiles, double foreground, int polygons) {}

  /**
   * Segments an image.
   *
   * @param image the image
   * @param output the files to write; each appears whole or not at all
   * @param progress told about tiles
   * @return what was made
   * @throws InvalidInputException if the image is damaged or does not know its scale when one is
   *     asked for, or if a file cannot be written
   */
  public Report run(ImagePyramid image, SlideOutput output, TiledInference.Progress progress) {
    output.requireWritable(image.file());
    output.discardAbandoned();
    return new SlideRun(image, output).run(inference, progress);
  }
}
