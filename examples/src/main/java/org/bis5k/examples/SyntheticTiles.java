package org.bis5k.examples;

import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;

/** Which synthetic tiles a demo or a synthetic data set is made of. */
record SyntheticTiles(Size size, long seed, int train, int test) {

  private static final int SMALLEST = 32;
  private static final int LARGEST = 8192;

  SyntheticTiles {
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

  /** One line that tells two choices of tiles apart. */
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
