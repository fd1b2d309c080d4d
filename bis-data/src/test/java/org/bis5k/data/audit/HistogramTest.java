package org.bis5k.data.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistogramTest {

  private static int[] counts(Histogram histogram) {
    return IntStream.range(0, histogram.bins()).map(histogram::count).toArray();
  }

  @Test
  void countsByHand() {
    Histogram histogram = Histogram.of(0, 1, 4, new double[] {0.5, 0, 0.24, 1, 0.26});
    assertThat(counts(histogram)).containsExactly(2, 1, 1, 1);
    assertThat(histogram.smallest()).isZero();
    assertThat(histogram.median()).isEqualTo(0.26);
    assertThat(histogram.mean()).isEqualTo(0.4);
    assertThat(histogram.largest()).isEqualTo(1);
  }

  @Test
  void valuesOutsideCountAtTheEnds() {
    Histogram histogram = Histogram.of(0, 1, 2, new double[] {-3, 7});
    assertThat(counts(histogram)).containsExactly(1, 1);
    assertThat(histogram.median()).isEqualTo(2);
  }

  @Test
  void nothingIsNotANumber() {
    Histogram histogram = Histogram.of(0, 1, 2, new double[0]);
    assertThat(counts(histogram)).containsExactly(0, 0);
    assertThat(histogram.smallest()).isNaN();
    assertThat(histogram.median()).isNaN();
    assertThat(histogram.mean()).isNaN();
    assertThat(histogram.largest()).isNaN();
  }

  @Test
  void isDrawnAsBarsUpToTheHighest() {
    String svg = HistogramChart.svg("a <b>", Histogram.of(0, 1, 2, new double[] {0.1, 0.2, 0.9}));
    assertThat(svg)
        .contains("aria-label=\"a &lt;b&gt;, median 0.200\"")
        .contains("y=\"0.0\" width=\"158.0\" height=\"96.0\"><title>2</title>")
        .contains("y=\"48.0\" width=\"158.0\" height=\"48.0\"><title>1</title>");
  }
}
