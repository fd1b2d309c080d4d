package org.bis5k.model.kernel;

/**
 * A square pooling window.
 *
 * @param kind what is computed over a window
 * @param kernel side of the window
 * @param stride distance of windows
 * @param pad padding on each side
 */
public record PoolWindow(Kind kind, int kernel, int stride, int pad) {

  /** What is computed over a window. */
  public enum Kind {
    /** The maximum; padding is minus infinity. */
    MAXIMUM,
    /** The sum divided by kernel x kernel everywhere; padding is 0. */
    AVERAGE_COUNTING_PADDING,
    /**
     * The mean without padding, in ceil mode: windows that the lower or right border cuts are
     * divided by the number of elements inside.
     */
    AVERAGE_CEIL
  }

  /**
   * Maximum over 3x3 with padding 1.
   *
   * @param stride distance of windows
   * @return the window
   */
  public static PoolWindow maximum3x3(int stride) {
    return new PoolWindow(Kind.MAXIMUM, 3, stride, 1);
  }

  /**
   * Average over 3x3 with padding 1 that counts.
   *
   * @param stride distance of windows
   * @return the window
   */
  public static PoolWindow average3x3(int stride) {
    return new PoolWindow(Kind.AVERAGE_COUNTING_PADDING, 3, stride, 1);
  }

  /**
   * Average over disjoint windows in ceil mode.
   *
   * @param stride side and distance of the windows
   * @return the window
   */
  public static PoolWindow averageCeil(int stride) {
    return new PoolWindow(Kind.AVERAGE_CEIL, stride, stride, 0);
  }

  int outputSide(int side) {
    int reach = side + 2 * pad - kernel;
    int steps =
        kind == Kind.AVERAGE_CEIL ? Math.floorDiv(reach + stride - 1, stride) : reach / stride;
    return steps + 1;
  }

  /**
   * The shape of the output.
   *
   * @param in N, C, H, W of the input
   * @return N, C and the pooled height and width
   */
  public long[] outputShape(long[] in) {
    return new long[] {in[0], in[1], outputSide((int) in[2]), outputSide((int) in[3])};
  }
}
