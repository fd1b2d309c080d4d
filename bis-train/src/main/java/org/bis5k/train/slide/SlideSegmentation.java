package org.bis5k.train.slide;

import java.util.OptionalDouble;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImagePyramid;

/**
 * Segments an image file of any size in tiles and writes the blended map, and optionally an overlay
 * and polygons. Memory is proportional to the image's width (per column about eleven bytes times a
 * tile's side), not to its area. A temporary file beside the result takes four bytes per pixel.
 */
public final class SlideSegmentation {

  /** The longer side of an overlay. */
  static final int OVERLAY_SIDE = 2048;

  /**
   * The longer side of the map that polygons are traced on. A larger result is averaged in blocks,
   * and polygons follow the borders of blocks.
   */
  static final int POLYGON_SIDE = 4096;

  /** The classification of polygons. */
  static final String LABEL = "Tumor"; // QuPath's own class

  private final TiledInference inference;

  private SlideSegmentation(TiledInference inference) {
    this.inference = inference;
  }

  /**
   * A segmentation.
   *
   * @param inference the network and how images are cut into tiles
   * @return the segmentation
   */
  public static SlideSegmentation of(TiledInference inference) {
    return new SlideSegmentation(inference);
  }

  /**
   * The result of a segmentation.
   *
   * @param size height and width of the result
   * @param micrometresPerPixel the scale of the result; empty if it is unknown
   * @param tiles the number of tiles
   * @param foreground the share of pixels above the threshold, 0 to 1
   * @param polygons the number of polygons written
   */
  public record Report(
      Size size, OptionalDouble micrometresPerPixel, long tiles, double foreground, int polygons) {}

  /**
   * Segments an image.
   *
   * @param image the image
   * @param output the files to write, each whole or not at all
   * @param progress called after each batch of tiles
   * @return the result
   * @throws InvalidInputException if the image is damaged, if {@code output} asks for a scale and
   *     the image does not know its own, or if a file cannot be written
   */
  public Report run(ImagePyramid image, SlideOutput output, TiledInference.Progress progress) {
    output.requireWritable(image.file());
    output.discardAbandoned();
    return new SlideRun(image, output).run(inference, progress);
  }
}
