package org.bis5k.data.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResampleGreyTest {

  /** Weights of 7: 3, 3, 1 over 255, 255, 0 and 1, 3, 3 over 255, 0, 0. */
  @Test
  void sumsWindowsAcrossAnEdge() {
    ResampleTable table = ResampleTable.of(ResampleFilter.BILINEAR, 4, 2, 0, 2);
    int[] out = new int[2];
    ResampleGrey.apply(new byte[] {9, -1, -1, 0, 0, 9}, 1, 5, table, out);
    assertThat(out).containsExactly(219, 36);
  }

  /** Runs of any length, at any place of the array, against the sum over all taps. */
  @Property(tries = 200)
  void equalsTheSumOverAllTaps(
      @ForAll @IntRange(min = 1, max = 60) int in,
      @ForAll @IntRange(min = 1, max = 90) int out,
      @ForAll @IntRange(min = 1, max = 12) int meanRun,
      @ForAll ResampleFilter filter,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] samples = new byte[in + 6];
    for (int i = 0; i < samples.length; i++) {
      boolean edge = i == 0 || random.nextInt(meanRun) == 0;
      samples[i] = edge ? (byte) random.nextInt(256) : samples[i - 1];
    }
    ResampleTable table = ResampleTable.of(filter, in, out, 0, out);
    int[] found = new int[out];
    ResampleGrey.apply(samples, 3, 3 + in, table, found);
    for (int x = 0; x < out; x++) {
      int sum = ResampleTable.HALF;
      for (int t = 0; t < table.taps(); t++) {
        int sample = samples[3 + table.first()[x] + t] & 0xff;
        sum += table.weights()[x * table.taps() + t] * sample;
      }
      int expected = Math.max(0, Math.min(255, sum >> ResampleTable.BITS));
      assertThat(found[x]).as("column %d", x).isEqualTo(expected);
    }
  }
}
