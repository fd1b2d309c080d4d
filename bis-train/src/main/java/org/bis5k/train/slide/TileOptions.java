package org.bis5k.train.slide;

import org.bis5k.train.predict.TestTimeViews;

/**
 * How an image is cut into tiles for the network and put together again.
 *
 * @param side height and width of a tile in pixels, a multiple of 16, at least 32
 * @param overlap the least share of a tile's side that it has in common with the next, 0 to 0.9
 * @param views the views of each tile that are averaged
 * @param batch how many tiles go through the network together, at least 1
 */
public record TileOptions(int side, double overlap, TestTimeViews views, int batch) {

  private static final int MULTIPLE = 16;
  private static final int SMALLEST = 32;
  private static final double MOST_OVERLAP = 0.9;

  /**
   * Checks the values.
   *
   * @param side height and width of a tile in pixels, a multiple of 16, at least 32
   * @param overlap the least share of a tile's side that it has in common with the next, 0 to 0.9
   * @param views the views of each tile that are averaged
   * @param batch how many tiles go through the network together, at least 1
   * @throws IllegalArgumentException if a value is out of range, or a batch has more values than an
   *     array can hold
   */
  public TileOptions {
    if (side < SMALLEST || side % MULTIPLE != 0) {
      throw new IllegalArgumentException(
          "A tile's side is a multiple of 16 and at least 32; found " + side);
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
   * Tiles of the size that the released network was trained on, overlapping by a half as nnU-Net's
   * do, one view, four at a time.
   *
   * @return side 352, overlap 0.5, no other views, batch 4
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
   * @param value the least share of a tile's side that it has in common with the next, 0 to 0.9
   * @return the options
   */
  public TileOptions withOverlap(double value) {
    return new TileOptions(side, value, views, batch);
  }

  /**
   * The same options with other test-time views.
   *
   * @param value the views of each tile that are averaged
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
}
