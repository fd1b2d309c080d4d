package org.bis5k.data.transform;

/**
 * The fixed-point weights of one axis of a resize: output i is the sum over t of {@code weights[i *
 * taps + t] * input[first[i] + t]}. Every output has the same number of taps, unused ones weigh 0,
 * so that the hot loops need no bounds of their own.
 */
public final class ResampleTable {

  /** Fractional bits: 8-bit samples times weights of about 1 stay below 2^31. */
  static final int BITS = 22;

  static final int HALF = 1 << (BITS - 1);

  private final int taps;
  private final int[] first;
  private final int[] weights;

  private ResampleTable(int taps, int[] first, int[] weights) {
    this.taps = taps;
    this.first = first;
    this.weights = weights;
  }

  /**
   * The weights of some outputs of an axis. Equal lengths give the identity exactly.
   *
   * @param filter the interpolation kernel
   * @param in length of the axis before the resize, in pixels
   * @param out length of the axis after the resize, in pixels
   * @param from first output, inclusive
   * @param to last output, exclusive
   * @return the weights
   */
  public static ResampleTable of(ResampleFilter filter, int in, int out, int from, int to) {
    if (in == out) {
      return identity(from, to);
    }
    double scale = (double) in / out;
    double stretch = Math.max(scale, 1);
    double support = filter.support() * stretch;
    double inverse = 1 / stretch;
    int[] low = new int[to - from];
    int[] high = new int[low.length];
    int taps = 1;
    for (int i = 0; i < low.length; i++) {
      double centre = (from + i + 0.5) * scale;
      low[i] = Math.max((int) (centre - support + 0.5), 0);
      high[i] = Math.min((int) (centre + support + 0.5), in);
      taps = Math.max(taps, high[i] - low[i]);
    }
    int[] first = new int[low.length];
    int[] weights = new int[low.length * taps];
    double[] raw = new double[taps];
    for (int i = 0; i < low.length; i++) {
      double centre = (from + i + 0.5) * scale;
      double sum = 0;
      for (int k = low[i]; k < high[i]; k++) {
        raw[k - low[i]] = filter.weight((k - centre + 0.5) * inverse);
        sum += raw[k - low[i]];
      }
      // Windows cut at the far end start earlier, with zero weights, to keep all taps inside.
      first[i] = Math.min(low[i], in - taps);
      int at = i * taps + low[i] - first[i];
      for (int k = 0; k < high[i] - low[i]; k++) {
        weights[at + k] = fixed(sum != 0 ? raw[k] / sum : raw[k]);
      }
    }
    return new ResampleTable(taps, first, weights);
  }

  private static ResampleTable identity(int from, int to) {
    int[] first = new int[to - from];
    int[] weights = new int[first.length];
    for (int i = 0; i < first.length; i++) {
      first[i] = from + i;
      weights[i] = 1 << BITS;
    }
    return new ResampleTable(1, first, weights);
  }

  private static int fixed(double weight) {
    double scaled = weight * (1 << BITS);
    return (int) (weight < 0 ? scaled - 0.5 : scaled + 0.5);
  }

  /**
   * The first input that any output needs.
   *
   * @return an index from 0
   */
  public int start() {
    return first[0];
  }

  /**
   * The number of inputs from {@link #start()} on that the outputs need.
   *
   * @return at least 1
   */
  public int reach() {
    return first[first.length - 1] + taps - first[0];
  }

  /**
   * The same weights over inputs counted from {@link #start()}.
   *
   * @return a table whose first input is 0
   */
  public ResampleTable fromStart() {
    int[] shifted = new int[first.length];
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] = first[i] - first[0];
    }
    return new ResampleTable(taps, shifted, weights);
  }

  int taps() {
    return taps;
  }

  int length() {
    return first.length;
  }

  /** The first input of every output; never decreases. */
  int[] first() {
    return first;
  }

  int[] weights() {
    return weights;
  }
}
