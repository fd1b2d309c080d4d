package org.bis5k.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every benchmark runs once and passes its own check; nothing is timed. */
final class BenchmarksTest {

  @Test
  void scoresAgreeWithThePlainSweep() {
    ScoreBenchmark benchmark = new ScoreBenchmark();
    benchmark.prepare();
    assertThat(benchmark.sweepEveryThreshold()).isBetween(0.5, 1.0);
  }

  @Test
  void samplesHaveTheirSize() {
    TransformBenchmark benchmark = new TransformBenchmark();
    benchmark.prepare();
    assertThat(benchmark.resizeByTheJdk().getWidth())
        .isEqualTo(benchmark.released().size().width());
  }

  @Test
  void theLoaderDeliversEveryImage() {
    LoaderBenchmark benchmark = new LoaderBenchmark();
    benchmark.threads = 2;
    benchmark.prepare();
    try {
      assertThat(benchmark.epoch()).isEqualTo(16);
    } finally {
      benchmark.remove();
    }
  }

  @Test
  void passesGiveFiniteNumbers() {
    NetworkBenchmark benchmark = new NetworkBenchmark();
    benchmark.side = 32;
    benchmark.divisor = 16;
    benchmark.prepare();
    try {
      assertThat(benchmark.inference()).hasDimensions(5, 4 * 32 * 32);
      assertThat(benchmark.forwardAndBackward()).isPositive().isFinite();
    } finally {
      benchmark.close();
    }
  }
}
