package org.bis5k.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ExactSumTest {

  private static double sum(double... values) {
    ExactSum sum = new ExactSum();
    Arrays.stream(values).forEach(sum::add);
    return sum.toDouble();
  }

  @Test
  void losesNothing() {
    assertThat(sum()).isZero();
    assertThat(sum(1e300, 1, -1e300)).isEqualTo(1);
    assertThat(sum(Double.MIN_VALUE, 1e308, -1e308)).isEqualTo(Double.MIN_VALUE);
    assertThat(sum(-0.5, -0.25)).isEqualTo(-0.75);
    assertThat(sum(Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE))
        .isEqualTo(Double.MAX_VALUE);
    assertThat(sum(Double.MIN_NORMAL, -Double.MIN_VALUE))
        .isEqualTo(Double.MIN_NORMAL - Double.MIN_VALUE);
  }

  @Test
  void roundsOnceHalfToEven() {
    double half = Math.ulp(1.0) / 2;
    assertThat(sum(1, half)).isEqualTo(1);
    assertThat(sum(Math.nextUp(1.0), half)).isEqualTo(Math.nextUp(Math.nextUp(1.0)));
    assertThat(sum(1, half, Double.MIN_VALUE)).isEqualTo(Math.nextUp(1.0));
    assertThat(sum(-1, -half, -Double.MIN_VALUE)).isEqualTo(Math.nextDown(-1.0));
  }

  @Test
  void refusesWhatHasNoPlace() {
    assertThatThrownBy(() -> sum(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Only finite numbers can be summed; found NaN");
    assertThatThrownBy(() -> sum(Double.NEGATIVE_INFINITY)).hasMessageContaining("-Infinity");
  }

  @Test
  void exactSumsSurviveAsText() {
    for (double value : new double[] {0, 1, -3.25e-7, 1e300, Double.MIN_VALUE, -Double.MAX_VALUE}) {
      ExactSum sum = new ExactSum();
      sum.add(value);
      sum.add(0.1);
      ExactSum read = new ExactSum();
      read.addText(sum.toText());
      assertThat(read.units()).isEqualTo(sum.units());
    }
  }

  @Property(tries = 300)
  void equalsDecimalArithmetic(@ForAll @Size(max = 40) List<Long> bits) {
    ExactSum sum = new ExactSum();
    BigDecimal exact = BigDecimal.ZERO;
    for (long pattern : bits) {
      double value = Double.longBitsToDouble(pattern);
      if (Double.isFinite(value)) {
        sum.add(value);
        exact = exact.add(new BigDecimal(value));
      }
    }
    BigDecimal units = exact.multiply(new BigDecimal(BigInteger.TWO.pow(1074)));
    assertThat(sum.units()).isEqualTo(units.toBigIntegerExact());
    assertThat(sum.toDouble()).isEqualTo(exact.doubleValue());
  }

  @Property(tries = 100)
  void orderAndGroupingChangeNothing(@ForAll long seed) {
    Random random = new Random(seed);
    List<Double> values =
        new java.util.ArrayList<>(
            random.doubles(50).mapToObj(x -> Math.scalb(x, random.nextInt(60) - 30)).toList());
    double once = sum(values.stream().mapToDouble(x -> x).toArray());
    Collections.shuffle(values, random);
    ExactSum left = new ExactSum();
    ExactSum right = new ExactSum();
    values.forEach(x -> (random.nextBoolean() ? left : right).add(x));
    right.add(left);
    assertThat(right.toDouble()).isEqualTo(once);
  }
}
