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
 * The logits of an image of any size: overlapping tiles go through the network and are blended with
 * Gaussian weights, in a memory that goes with the image's width and a tile's height.
 *
 * <p>What is blended are logits, as in nnU-Net and in MONAI's {@code SlidingWindowInferer}: what
 * follows them (sigmoid, stretch, threshold) belongs to the image as a whole and not to a tile, and
 * where one tile covers an image the result is the network's own. The released network, trained by
 * a squared error on its logits, predicts their mean.
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
   * @param transforms how its inputs are normalised: the list of its test section, whose resize is
   *     left out, since tiles keep the image's scale
   * @param options how images are cut
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

  /** How tiles are prepared. */
  List<Transform> transforms() {
    return preparation.transforms();
  }

  /** Hears how far an image is. */
  @FunctionalInterface
  public interface Progress {

    /**
     * Some tiles are done.
     *
     * @param done tiles so far
     * @param all tiles of the image
     */
    void tiles(long done, long all);
  }

  /**
   * Computes an image's logits.
   *
   * @param image the image at the scale that the network shall see
   * @param rows takes as many rows as the image has
   * @param progress told after each batch
   * @throws IOException if the taker of rows throws it
   * @throws org.bis5k.data.InvalidInputException if the image is damaged
   */
  public void logits(RegionSource image, FloatRows rows, Progress progress) throws IOException {
    int side = options.side();
    int[] tops = TileGrid.starts(image.size().height(), side, options.overlap());
    int[] lefts = TileGrid.starts(image.size().width(), side, options.overlap());
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
   * Predicts a region of an image. Tiles at its border are completed from inside the region.
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

  /** A region of an image as an image. */
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
   * How many tiles an image has.
   *
   * @param image the image's size
   * @return the number of tiles, each of which the network sees once per view
   */
  public long tiles(Size image) {
    long down = TileGrid.starts(image.height(), options.side(), options.overlap()).length;
    return down * TileGrid.starts(image.width(), options.side(), options.overlap()).length;
  }
}
