package org.bis5k.model.kernel;

/**
 * A pooling window. Maximum: padding counts as minus infinity. Average with padding counted:
 * divided by the whole window everywhere. Average in ceil mode without padding: windows at the
 * lower and right border may be cut, and are divided by what is left of them.
 */
public record PoolWindow(Kind kind, int kernel, int stride, int pad) {

  public enum Kind {
    MAXIMUM,
    AVERAGE_COUNTING_PADDING,
    AVERAGE_CEIL
  }

  public static PoolWindow maximum3x3(int stride) {
    return new PoolWindow(Kind.MAXIMUM, 3, stride, 1);
  }

  public static PoolWindow average3x3(int stride) {
    return new PoolWindow(Kind.AVERAGE_COUNTING_PADDING, 3, stride, 1);
  }

  public static PoolWindow averageCeil(int stride) {
    return new PoolWindow(Kind.AVERAGE_CEIL, stride, stride, 0);
  }

  public int outputSide(int side) {
    int reach = side + 2 * pad - kernel;
    int steps =
        kind == Kind.AVERAGE_CEIL ? Math.floorDiv(reach + stride - 1, stride) : reach / stride;
    return steps + 1;
  }

  /**
   * The shape of a pooled array.
   *
   * @param in N, C, H, W of the input
   * @return N, C and the pooled height and width
   */
  public long[] outputShape(long[] in) {
    return new long[] {in[0], in[1], outputSide((int) in[2]), outputSide((int) in[3])};
  }
}
