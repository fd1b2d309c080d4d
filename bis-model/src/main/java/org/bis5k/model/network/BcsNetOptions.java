package org.bis5k.model.network;

import java.util.List;
import org.bis5k.data.InvalidInputException;

/**
 * The width of a BCSNet and the seed of its initial weights.
 *
 * @param widthDivisor divides every channel count that is not tied to the image, the output or the
 *     1000 ImageNet classes: 1 (the released network, 387,693,444 parameters), 2, 4, 8 or 16
 * @param seed of the initial weights; equal seeds give equal weights on every machine
 */
public record BcsNetOptions(int widthDivisor, long seed) {

  /** The width divisors that a BCSNet may have; 1 is the released width. */
  public static final List<Integer> WIDTH_DIVISORS = List.of(1, 2, 4, 8, 16);

  /**
   * Refuses other divisors.
   *
   * @param widthDivisor 1, 2, 4, 8 or 16
   * @param seed any
   * @throws InvalidInputException if the divisor is none of 1, 2, 4, 8, 16
   */
  public BcsNetOptions {
    if (!WIDTH_DIVISORS.contains(widthDivisor)) {
      throw new InvalidInputException(
          "The width divisor of BCSNet must be one of "
              + WIDTH_DIVISORS
              + "; found "
              + widthDivisor);
    }
  }

  /**
   * The width of the released checkpoints.
   *
   * @return divisor 1, seed 0
   */
  public static BcsNetOptions released() {
    return new BcsNetOptions(1, 0);
  }

  /**
   * A narrower network.
   *
   * @param widthDivisor 1, 2, 4, 8 or 16
   * @return these options with that divisor and seed 0
   */
  public static BcsNetOptions ofWidth(int widthDivisor) {
    return new BcsNetOptions(widthDivisor, 0);
  }

  /** A channel count of the released network at this width. */
  int channels(int released) {
    return released / widthDivisor;
  }
}
