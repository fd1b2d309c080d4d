package org.bis5k.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.bis5k.data.ByteImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoxBlurTest {

  /** Weights of Pillow 9.4; in double the last pair would be 11940344 and 2418436. */
  @ParameterizedTest
  @CsvSource({
    "0, 16777216, 0",
    "0.2, 16553519, 111848",
    "0.5, 15379114, 699051",
    "0.93, 11940345, 2418435"
  })
  void hasPillowsWeights(double radius, int inner, int outer) {
    assertThat(BoxBlur.ofGaussian(radius)).isEqualTo(new BoxBlur(inner, outer));
  }

  /** One pass spreads 160 to 20, 120, 20; three passes on a line, each rounded. */
  @Test
  void spreadsAlongTheLine() {
    BoxBlur blur = new BoxBlur((1 << 24) * 3 / 4, (1 << 24) / 8);
    ByteImage in = TinyImages.grey(TinyImages.row(0, 0, 0, 0, 160, 0, 0, 0, 0));
    // 20 120 20 -> 2.5 30 95 30 2.5, rounded 3 30 95 30 3 -> 0.375 6 34.75 78.75 34.75 6 0.375
    assertThat(blur.apply(in))
        .isEqualTo(TinyImages.grey(TinyImages.row(0, 0, 6, 35, 79, 35, 6, 0, 0)));
  }

  @Test
  void repeatsTheBorder() {
    BoxBlur blur = new BoxBlur(1 << 23, 1 << 22);
    // 100 0 -> 75 25 -> 62.5 37.5 = 63 38 -> 56.75 44.25
    assertThat(blur.apply(TinyImages.grey(TinyImages.row(100, 0))))
        .isEqualTo(TinyImages.grey(TinyImages.row(57, 44)));
    assertThat(blur.apply(TinyImages.grey(TinyImages.row(100), TinyImages.row(0))))
        .isEqualTo(TinyImages.grey(TinyImages.row(57), TinyImages.row(44)));
  }

  @Test
  void changesNothingAtRadiusZero() {
    ByteImage in = TinyImages.random(8, 5, 3, 9);
    assertThat(BoxBlur.ofGaussian(0).apply(in)).isEqualTo(in);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void refusesOtherRadii(double radius) {
    assertThatThrownBy(() -> BoxBlur.ofGaussian(radius))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The blur needs 0 <= radius < 1; found " + radius);
  }

  /** White is where the weighted sum exceeds the range of a signed int. */
  @Property(tries = 50)
  void constantsStayConstant(
      @ForAll @DoubleRange(min = 0, max = 0.99) double radius,
      @ForAll @IntRange(max = 255) int value) {
    ByteImage in =
        TinyImages.grey(TinyImages.row(value, value, value), TinyImages.row(value, value, value));
    assertThat(BoxBlur.ofGaussian(radius).apply(in)).isEqualTo(in);
  }
}
