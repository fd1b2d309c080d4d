package org.bis5k.cli.demo;

import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;

/**
 * The synthetic tiles of a demo or a data set.
 *
 * @param size height and width of each tile, 32 to 8192 pixels
 * @param seed chooses the tiles
 * @param train number of training tiles
 * @param test number of test tiles; at least one of both numbers is above 0
 */
public record SyntheticTiles(Size size, long seed, int train, int test) {

  private static final int SMALLEST = 32;
  private static final int LARGEST = 8192;

  /**
   * A choice of tiles within the ranges.
   *
   * @param size height and width of each tile
   * @param seed chooses the tiles
   * @param train number of training tiles
   * @param test number of test tiles
   * @throws InvalidInputException if a value is out of range, with the name of its option
   */
  public SyntheticTiles {
    if (Math.min(size.height(), size.width()) < SMALLEST
        || Math.max(size.height(), size.width()) > LARGEST) {
      throw new InvalidInputException(
          "--size: expected " + SMALLEST + " to " + LARGEST + " pixels; found " + size);
    }
    if (Math.min(train, test) < 0 || (long) train + test == 0) {
      throw new InvalidInputException(
          "--train and --test: expected numbers from 0, not both 0; found "
              + train
              + " and "
              + test);
    }
  }

  /** The choice as one line. Equal choices have equal lines. */
  String line() {
    return "Synthetic tissue: seed "
        + seed
        + ", tiles of "
        + size
        + ", "
        + train
        + " to train and "
        + test
        + " to test";
  }
}
