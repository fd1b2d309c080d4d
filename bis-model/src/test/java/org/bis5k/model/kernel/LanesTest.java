package org.bis5k.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The innermost loops of this virtual machine, with and without the vector module. */
@Tag("kernels")
final class LanesTest {

  private final Lanes lanes = Lanes.current();
  private final Lanes plain = new PlainLanes();

  private static float[] draw(SplittableRandom random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  @Test
  void vectorsServeWhereTheirModuleIs() {
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    assertThat(lanes.vectors()).isEqualTo(present);
  }

  /** (1 2; 3 4) (5 6; 7 8) with overlapping rows on the right. */
  @Test
  void aProductByHand() {
    float[] a = {1, 2, 3, 4};
    float[] b = new float[3 + Lanes.SLACK];
    b[0] = 5;
    b[1] = 6;
    b[2] = 7;
    int step = Lanes.room(2);
    float[] c = new float[Lanes.wholeGroups(2) * step];
    Rows left = Rows.every(2, 0, 2, a);
    Rows right = Rows.every(1, 0, 2, b); // (5 6) and (6 7)
    lanes.multiply(left, right, c, 0, step, 2, false);
    assertThat(new float[] {c[0], c[1], c[step], c[step + 1]}).containsExactly(17, 20, 39, 46);
    lanes.multiply(left, right, c, 0, step, 2, true);
    assertThat(new float[] {c[0], c[1], c[step], c[step + 1]}).containsExactly(34, 40, 78, 92);
  }

  @Property(tries = 100)
  void products(
      @ForAll @IntRange(min = 1, max = 11) int rows,
      @ForAll @IntRange(min = 1, max = 1200) int depth,
      @ForAll @IntRange(min = 1, max = 150) int columns,
      @ForAll boolean add,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Rows a = Rows.every(depth, 0, rows, draw(random, rows * depth));
    Rows b = Rows.every(columns, 0, depth, draw(random, depth * columns + Lanes.SLACK));
    int step = Lanes.room(columns);
    float[] c = draw(random, Lanes.wholeGroups(rows) * step);
    float[] expected = c.clone();
    lanes.multiply(a, b, c, 0, step, columns, add);
    plain.multiply(a, b, expected, 0, step, columns, add);
    for (int m = 0; m < rows; m++) {
      for (int n = 0; n < columns; n++) {
        assertThat(c[m * step + n])
            .isCloseTo(expected[m * step + n], within(2e-6f * (float) Math.sqrt(depth) * 10));
      }
    }
  }

  @Test
  void softmaxIsExactToAFewUnitsInTheLastPlaceWhateverTheSpread() {
    for (int length : new int[] {1, 5, 16, 33, 1000}) {
      float[] row = draw(new SplittableRandom(length), length + 2);
      for (int i = 0; i < row.length; i++) {
        row[i] *= 40;
      }
      double[] expected = new double[length];
      double top = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < length; i++) {
        top = Math.max(top, row[i + 1]);
      }
      double total = 0;
      for (int i = 0; i < length; i++) {
        expected[i] = Math.exp(row[i + 1] - top);
        total += expected[i];
      }
      float before = row[0];
      float after = row[length + 1];
      lanes.softmax(row, 1, length);
      for (int i = 0; i < length; i++) {
        double p = expected[i] / total;
        // The difference to the largest is rounded to single precision before exp.
        assertThat((double) row[i + 1]).isCloseTo(p, within(p * 5e-6 + 1e-37));
      }
      assertThat(row[0]).isEqualTo(before);
      assertThat(row[length + 1]).isEqualTo(after);
    }
  }

  @Test
  void softmaxOfEqualValuesAndOfOnesFarBelow() {
    float[] equal = new float[20];
    lanes.softmax(equal, 0, 20);
    assertThat(equal).containsOnly(0.05f);
    float[] far = new float[20];
    java.util.Arrays.fill(far, -500);
    far[3] = 0;
    lanes.softmax(far, 0, 20);
    for (int i = 0; i < far.length; i++) {
      assertThat(far[i]).isEqualTo(i == 3 ? 1f : 0f);
    }
  }

  @Property(tries = 40)
  void elementwiseLoops(
      @ForAll @IntRange(min = 1, max = 70) int length, @ForAll boolean relu, @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] x = draw(random, length + 1);
    float[] y = x.clone();
    lanes.affine(x, 1, length, 0.25f, 3, -0.5f, relu);
    plain.affine(y, 1, length, 0.25f, 3, -0.5f, relu);
    assertThat(x).containsExactly(y);
    float[] g = draw(random, length + 1);
    float[] h = g.clone();
    lanes.zeroWhereZero(g, x, length);
    plain.zeroWhereZero(h, x, length);
    assertThat(g).containsExactly(h);
    lanes.normalizeGradient(g, x, length, 2, 0.125f, 0.3f);
    plain.normalizeGradient(h, x, length, 2, 0.125f, 0.3f);
    assertThat(g).containsExactly(h);
    float rounding = 1e-6f * largestTerm(x, g, length);
    lanes.softmaxBackward(x, g, 1, length);
    plain.softmaxBackward(x, h, 1, length);
    assertThat(g).containsExactly(h, within(rounding));
  }

  /** How large the terms of y * (g - sum of g * y) get, which the two loops round differently. */
  private static float largestTerm(float[] y, float[] g, int length) {
    float sum = 1;
    float largest = 1;
    for (int i = 1; i <= length; i++) {
      sum += Math.abs(y[i] * g[i]);
      largest = Math.max(largest, Math.max(Math.abs(y[i]), Math.abs(g[i])));
    }
    return largest * sum;
  }
}
