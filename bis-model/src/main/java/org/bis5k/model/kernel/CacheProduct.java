package org.bis5k.model.kernel;

/** The innermost product of the kernels on matrices that stay in the first-level cache. */
public final class CacheProduct {

  private static final int DEPTH = 64;

  private CacheProduct() {}

  /**
   * Multiplies on the calling thread. For measuring the peak of the processor.
   *
   * @param repeats the number of products
   * @return the number of floating-point operations done
   */
  public static double run(int repeats) {
    Rows a = Rows.every(DEPTH, 0, Lanes.GROUP, new float[Lanes.GROUP * DEPTH]);
    Rows b = Rows.every(Lanes.SLACK, 0, DEPTH, new float[(DEPTH + 1) * Lanes.SLACK]);
    float[] c = new float[Lanes.GROUP * Lanes.SLACK];
    for (int i = 0; i < repeats; i++) {
      Lanes.current().multiply(a, b, c, 0, Lanes.SLACK, Lanes.SLACK, true);
    }
    return 2.0 * Lanes.GROUP * Lanes.SLACK * DEPTH * repeats;
  }
}
