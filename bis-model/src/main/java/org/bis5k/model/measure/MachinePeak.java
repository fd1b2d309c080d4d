package org.bis5k.model.measure;

import java.util.Locale;
import org.bis5k.model.kernel.Lanes;
import org.bis5k.model.kernel.Parallel;
import org.bis5k.model.kernel.Rows;

/**
 * What this machine reaches at best with all cores: multiplications and additions on numbers that
 * stay in the first cache, and copying of what does not fit any cache.
 *
 * @param operations 10^9 floating-point operations a second
 * @param bytes 10^9 bytes read and written a second
 */
public record MachinePeak(double operations, double bytes) {

  private static final int ROUNDS = 12;
  private static final int DEPTH = 64;
  private static final int REPEATS = 4000;
  private static final int COPIED = 1 << 24;

  /**
   * Measures for about a second.
   *
   * @return the best of some rounds
   */
  public static MachinePeak measure() {
    double operations = 0;
    double bytes = 0;
    float[][] from = new float[Parallel.threads()][COPIED];
    float[][] to = new float[Parallel.threads()][COPIED];
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      Parallel.forEach(Parallel.threads(), Long.MAX_VALUE, thread -> multiply());
      double work = 2.0 * Lanes.GROUP * Lanes.SLACK * DEPTH * REPEATS * Parallel.threads();
      operations = Math.max(operations, work / (System.nanoTime() - start));
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

  private static void multiply() {
    Rows a = Rows.every(DEPTH, 0, Lanes.GROUP, new float[Lanes.GROUP * DEPTH]);
    Rows b = Rows.every(Lanes.SLACK, 0, DEPTH, new float[(DEPTH + 1) * Lanes.SLACK]);
    float[] c = new float[Lanes.GROUP * Lanes.SLACK];
    for (int i = 0; i < REPEATS; i++) {
      Lanes.current().multiply(a, b, c, 0, Lanes.SLACK, Lanes.SLACK, true);
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "This machine's peak: %.0f GFLOP/s, %.1f GB/s", operations, bytes);
  }
}
