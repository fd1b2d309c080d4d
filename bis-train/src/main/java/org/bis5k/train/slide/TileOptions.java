package org.bis5k.train.slide;

import org.bis5k.model.BcsNet;
import org.bis5k.train.predict.TestTimeViews;

/**
 * How an image is cut into tiles for the network.
 *
 * @param side height and width of a tile in pixels, a multiple of 16, at least 32
 * @param overlap the least overlap of neighbouring tiles as a share of a tile's side, 0 to 0.9
 * @param views the test-time views of each tile
 * @param batch tiles in a pass through the network, at least 1
 */
public record TileOptions(int side, double overlap, TestTimeViews views, int batch) {

  private static final int SMALLEST = 32;
  private static final double MOST_OVERLAP = 0.9;

  /**
   * Refuses values out of range.
   *
   * @param side height and width of a tile in pixels
   * @param overlap the least overlap of neighbouring tiles
   * @param views the test-time views of each tile
   * @param batch tiles in a pass through the network
   * @throws IllegalArgumentException if a value is out of range, or a batch has more values than an
   *     array can hold
   */
  public TileOptions {
    if (side < SMALLEST || side % BcsNet.STRIDE != 0) {
      throw new IllegalArgumentException(
          "A tile's side is a multiple of %s and at least %s; found %s"
              .formatted(BcsNet.STRIDE, SMALLEST, side));
    }
    if (!(overlap >= 0 && overlap <= MOST_OVERLAP)) {
      throw new IllegalArgumentException("An overlap lies in 0 to 0.9; found " + overlap);
    }
    if (batch < 1) {
      throw new IllegalArgumentException("A batch has at least one tile; found " + batch);
    }
    if (3L * side * side > Integer.MAX_VALUE / batch) {
      throw new IllegalArgumentException(
          batch + " tiles of " + side + "x" + side + " are too many values for one batch");
    }
  }

  /**
   * Tiles of the size that the released network was trained on, with half overlap as in nnU-Net.
   *
   * @return side 352, overlap 0.5, no test-time views, batch 4
   */
  public static TileOptions released() {
    return new TileOptions(352, 0.5, TestTimeViews.NONE, 4);
  }

  /**
   * The same options with tiles of another size.
   *
   * @param value height and width of a tile in pixels, a multiple of 16, at least 32
   * @return the options
   */
  public TileOptions withSide(int value) {
    return new TileOptions(value, overlap, views, batch);
  }

  /**
   * The same options with another overlap.
   *
   * @param value the least overlap of neighbouring tiles as a share of a tile's side, 0 to 0.9
   * @return the options
   */
  public TileOptions withOverlap(double value) {
    return new TileOptions(side, value, views, batch);
  }

  /**
   * The same options with other test-time views.
   *
   * @param value the test-time views of each tile
   * @return the options
   */
  public TileOptions withViews(TestTimeViews value) {
    return new TileOptions(side, overlap, value, batch);
  }

  /**
   * The same options with another batch size.
   *
   * @param value tiles in a pass through the network, at least 1
   * @return the options
   */
  public TileOptions withBatch(int value) {
    return new TileOptions(side, overlap, views, value);
  }

  /**
   * The first pixels of the tiles along one side of an image, ascending, as nnU-Net places them
   * ({@code compute_steps_for_sliding_window}): the first at the beginning, the last at the end,
   * the others evenly between. An image shorter than a tile is centred in it, as MONAI pads it; its
   * tile begins at a negative number.
   */
  int[] starts(int image) {
    if (image <= side) {
      return new int[] {-((side - image) / 2)};
    }
    double step = side * (1 - overlap);
    int last = image - side;
    int[] starts = new int[(int) Math.ceil(last / step) + 1];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = (int) Math.rint((double) last / (starts.length - 1) * i);
    }
    return starts;
  }
}
