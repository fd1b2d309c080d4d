package org.bis5k.examples;

import org.bis5k.data.Size;

/** Which synthetic tiles a demo is made of. */
record DemoTiles(Size size, long seed, int train, int test) {

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
