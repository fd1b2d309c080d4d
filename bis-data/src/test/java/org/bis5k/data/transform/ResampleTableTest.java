package org.bis5k.data.transform;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResampleTableTest {

  private static final int ONE = 1 << ResampleTable.BITS;

  /** Weights 3, 3, 1 and 1, 3, 3 of 7, rounded to 22 bits. */
  @Test
  void holdsTheTrianglesWeights() {
    ResampleTable table = ResampleTable.of(ResampleFilter.BILINEAR, 4, 2, 0, 2);
    int three = (int) (3.0 / 7 * ONE + 0.5);
    int single = (int) (1.0 / 7 * ONE + 0.5);
    assertThat(table.taps()).isEqualTo(3);
    assertThat(table.first()).containsExactly(0, 1);
    assertThat(table.weights()).containsExactly(three, three, single, single, three, three);
  }

  @Test
  void isExactlyTheIdentityForEqualLengths() {
    ResampleTable table = ResampleTable.of(ResampleFilter.BICUBIC, 5, 5, 1, 4);
    assertThat(table.taps()).isEqualTo(1);
    assertThat(table.first()).containsExactly(1, 2, 3);
    assertThat(table.weights()).containsExactly(ONE, ONE, ONE);
  }

  @Test
  void knowsKeysCubic() {
    assertThat(ResampleFilter.BICUBIC.weight(0)).isEqualTo(1);
    assertThat(ResampleFilter.BICUBIC.weight(0.5)).isEqualTo(0.5625);
    assertThat(ResampleFilter.BICUBIC.weight(-1)).isZero();
    assertThat(ResampleFilter.BICUBIC.weight(1.5)).isEqualTo(-0.0625);
    assertThat(ResampleFilter.BICUBIC.weight(2)).isZero();
    assertThat(ResampleFilter.BILINEAR.weight(-0.25)).isEqualTo(0.75);
    assertThat(ResampleFilter.BILINEAR.weight(1)).isZero();
  }

  /** What the hot loops rely on: taps inside the input, starts that never go back, sums of one. */
  @Property(tries = 200)
  void keepsItsTapsInside(
      @ForAll @IntRange(min = 1, max = 200) int in,
      @ForAll @IntRange(min = 1, max = 200) int out,
      @ForAll ResampleFilter filter) {
    ResampleTable table = ResampleTable.of(filter, in, out, 0, out);
    int taps = table.taps();
    assertThat(table.first()).isSorted();
    for (int i = 0; i < table.length(); i++) {
      assertThat(table.first()[i]).isBetween(0, in - taps);
      int sum = 0;
      for (int t = 0; t < taps; t++) {
        sum += table.weights()[i * taps + t];
      }
      assertThat(sum).isBetween(ONE - taps, ONE + taps);
    }
  }
}
