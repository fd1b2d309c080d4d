package org.bis5k.train.slide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.List;
import org.bis5k.data.Region;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.RegionSource;
import org.bis5k.data.transform.Resize;
import org.bis5k.data.transform.Transform;
import org.bis5k.data.transform.TransformPipeline;
import org.bis5k.model.LogitFunction;
import org.bis5k.train.predict.Prediction;

/**
 * Computes the logits of an image of any size: the network predicts overlapping tiles, which are
 * blended with Gaussian weights. Memory is proportional to the image's width and a tile's height.
 *
 * <p>Logits are blended, as in nnU-Net and in MONAI's {@code SlidingWindowInferer}, because the
 * following steps (sigmoid, stretch, threshold) apply to the image as a whole. If one tile covers
 * the image, the result is the network's own. The released network was trained with a squared error
 * on its logits, so that their mean is the appropriate average.
 */
public final class TiledInference {

  private final LogitFunction network;
  private final TransformPipeline preparation;
  private final TileOptions options;

  private TiledInference(
      LogitFunction network, TransformPipeline preparation, TileOptions options) {
    this.network = network;
    this.preparation = preparation;
    this.options = options;
  }

  /**
   * Inference with a network.
   *
   * @param network the network in inference mode, called by one thread
   * @param transforms how inputs are normalised: the list of the section Test, whose resize is
   *     ignored, since tiles keep the image's scale
   * @param options how images are cut into tiles
   * @return the inference
   * @throws org.bis5k.data.InvalidInputException if the list cannot prepare images
   */
  public static TiledInference of(
      LogitFunction network, List<Transform> transforms, TileOptions options) {
    List<Transform> kept =
        transforms.stream().filter(transform -> !(transform instanceof Resize)).toList();
    return new TiledInference(network, TransformPipeline.of(kept), options);
  }

  TileOptions options() {
    return options;
  }

  /** The transforms that prepare tiles. */
  List<Transform> transforms() {
    return preparation.transforms();
  }

  /** Receives the rows of a map, from the top. */
  @FunctionalInterface
  public interface Rows {

    /**
     * Receives the next row.
     *
     * @param row one number per pixel; may be changed, and is reused by the caller
     * @throws IOException if it cannot be written
     */
    void row(float[] row) throws IOException;
  }

  /** Reports the progress of an image. */
  @FunctionalInterface
  public interface Progress {

    /**
     * Called after each batch of tiles.
     *
     * @param done the number of tiles done
     * @param all the number of tiles of the image
     */
    void tiles(long done, long all);
  }

  /**
   * Computes an image's logits.
   *
   * @param image the image at the scale that the network shall see
   * @param rows receives as many rows as the image has
   * @param progress called after each batch
   * @throws IOException if {@code rows} throws it
   * @throws org.bis5k.data.InvalidInputException if the image is damaged
   */
  public void logits(RegionSource image, Rows rows, Progress progress) throws IOException {
    int side = options.side();
    int[] tops = options.starts(image.size().height());
    int[] lefts = options.starts(image.size().width());
    TileReader reader = new TileReader(image, side);
    RollingBlend blend = new RollingBlend(image.size(), side, rows);
    long all = (long) tops.length * lefts.length;
    long done = 0;
    for (int top : tops) {
      blend.finishAbove(top);
      for (int from = 0; from < lefts.length; from += options.batch()) {
        int count = Math.min(options.batch(), lefts.length - from);
        float[] nchw = new float[count * 3 * side * side];
        for (int i = 0; i < count; i++) {
          float[] chw = preparation.normalizedImage(reader.read(top, lefts[from + i]));
          System.arraycopy(chw, 0, nchw, i * chw.length, chw.length);
        }
        float[] logits = options.views().logits(network, nchw, count, side);
        for (int i = 0; i < count; i++) {
          blend.add(top, lefts[from + i], logits, i * side * side);
        }
        done += count;
        progress.tiles(done, all);
      }
    }
    blend.finishAbove(image.size().height());
  }

  /**
   * Predicts a region of an image as if it were a whole image.
   *
   * @param image the image at the scale that the network shall see
   * @param region lies inside the image and fits into memory
   * @return the prediction of the region, stretched over the region
   * @throws IllegalArgumentException if the region leaves the image
   * @throws org.bis5k.data.InvalidInputException if the image is damaged
   */
  public Prediction predict(RegionSource image, Region region) {
    region.requireInside(image.size());
    Size size = region.size();
    float[] logits = new float[Math.toIntExact(size.pixels())];
    FloatBuffer rows = FloatBuffer.wrap(logits);
    try {
      logits(new Part(image, region), rows::put, (done, all) -> {});
    } catch (IOException e) {
      throw new UncheckedIOException("Rows in memory cannot fail", e);
    }
    return Prediction.of(logits, 0, size, size);
  }

  /** A region of an image as an image of its own. */
  private record Part(RegionSource image, Region region) implements RegionSource {
    @Override
    public Size size() {
      return region.size();
    }

    @Override
    public RgbImage read(Region inside) {
      return image.read(
          new Region(region.top() + inside.top(), region.left() + inside.left(), inside.size()));
    }
  }

  /**
   * The number of tiles of an image.
   *
   * @param image the image's size
   * @return the number of tiles, each of which the network predicts once per view
   */
  public long tiles(Size image) {
    return (long) options.starts(image.height()).length * options.starts(image.width()).length;
  }
}
