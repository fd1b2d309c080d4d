package org.bis5k.model.measure;

import java.util.Arrays;
import java.util.Locale;
import org.bis5k.model.kernel.CacheProduct;
import org.bis5k.model.kernel.Parallel;

/**
 * The peak speed of this machine with all cores: multiplications and additions on values in the
 * first-level cache, and copies of arrays larger than all caches.
 *
 * @param operations 10^9 floating-point operations a second
 * @param bytes 10^9 bytes read and written a second
 */
public record MachinePeak(double operations, double bytes) {

  private static final int ROUNDS = 12;
  private static final int REPEATS = 4000;
  private static final int COPIED = 1 << 24;

  /**
   * Measures for about a second.
   *
   * @return the best of several rounds
   */
  public static MachinePeak measure() {
    double operations = 0;
    double bytes = 0;
    float[][] from = new float[Parallel.threads()][COPIED];
    float[][] to = new float[Parallel.threads()][COPIED];
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      double[] work = new double[Parallel.threads()];
      Parallel.forEach(
          work.length, Long.MAX_VALUE, thread -> work[thread] = CacheProduct.run(REPEATS));
      operations = Math.max(operations, Arrays.stream(work).sum() / (System.nanoTime() - start));
      start = System.nanoTime();
      Parallel.forEach(
          Parallel.threads(),
          Long.MAX_VALUE,
          thread -> System.arraycopy(from[thread], 0, to[thread], 0, COPIED));
      double moved = 2.0 * Float.BYTES * COPIED * Parallel.threads();
      bytes = Math.max(bytes, moved / (System.nanoTime() - start));
    }
    return new MachinePeak(operations, bytes);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "This machine's peak: %.0f GFLOP/s, %.1f GB/s", operations, bytes);
  }
}
