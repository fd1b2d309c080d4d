package org.bis5k.examples;

import java.nio.file.Path;
import org.bis5k.data.Size;
import org.bis5k.data.synthetic.SyntheticTissue;

/** Makes a data set of synthetic tissue. */
public final class SynthesiseExample {

  private SynthesiseExample() {}

  /**
   * Writes 8 training and 4 test tiles of 192 x 192 pixels.
   *
   * @param arguments the folder
   */
  public static void main(String[] arguments) {
    run(Path.of(arguments[0]), Size.square(192), 1, 8, 4);
  }

  /**
   * Writes a data set in BIS5k's layout.
   *
   * @param root its folder, made if missing
   * @param size height and width of each tile, 32 to 8192 pixels
   * @param seed chooses the tiles
   * @param train number of training tiles
   * @param test number of test tiles
   */
  public static void run(Path root, Size size, long seed, int train, int test) {
    SyntheticTissue.of(size, seed).write(root, train, test);
  }
}
