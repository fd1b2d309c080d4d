package org.bis5k.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bis5k.data.Size;
import org.bis5k.model.graph.PassMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void aLargeImageIsMeasured(@TempDir Path folder) throws IOException {
    Path slide = folder.resolve("slide.tif");
    LargeImageBenchmark.write(slide, 700);
    assertThat(LargeImageBenchmark.measure(slide, 700, "fake", LargeImageBenchmark::darkness))
        .startsWith("{\"side\":700,\"network\":\"fake\",\"tiles\":9,\"foreground\":0.");
    assertThat(folder.resolve("mask-700.tif")).exists();
  }

  @Test
  void passesGiveFiniteNumbers() {
    NetworkBenchmark benchmark = new NetworkBenchmark();
    benchmark.side = 32;
    benchmark.divisor = 16;
    benchmark.prepare();
    try {
      assertThat(benchmark.inference().maps())
          .hasSize(5)
          .allMatch(map -> map.length == 4 * 32 * 32);
      assertThat(benchmark.forwardAndBackward()).isPositive().isFinite();
    } finally {
      benchmark.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void bothReadersSeeTheSamePixels(String format) throws IOException {
    DecodeBenchmark benchmark = new DecodeBenchmark();
    benchmark.format = format;
    benchmark.prepare();
    try {
      assertThat(benchmark.decode().size()).isEqualTo(Size.square(512));
    } finally {
      benchmark.remove();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "resize", "random_gaussian_blur"})
  void everyTransformGivesASample(String transform) {
    KernelBenchmark benchmark = new KernelBenchmark();
    benchmark.transform = transform;
    benchmark.prepare();
    assertThat(benchmark.sample().size()).isEqualTo(Size.square(352));
  }

  @Test
  void theAuditMeasuresASoundDataSet(@TempDir Path folder) throws IOException {
    assertThat(AuditMeasurement.run(folder, Size.square(64), 5, 3))
        .startsWith("8 pairs: audit ")
        .contains("peak heap");
  }

  @Test
  void enginesAgreeBeforeTheyAreTimed() {
    OnnxBenchmark benchmark = new OnnxBenchmark();
    benchmark.network = "16 32 2";
    benchmark.prepare();
    try {
      assertThat(benchmark.inOnnxRuntime()).hasSize(2 * 32 * 32);
    } finally {
      benchmark.close();
    }
  }

  @Test
  void aWholePredictionIsMeasuredBesideItsNetwork() throws IOException {
    var plan = new PredictMeasurement.Plan(3, Size.square(48), 16, 2, 1);
    assertThat(PredictMeasurement.run(plan))
        .singleElement()
        .satisfies(turn -> assertThat(turn.network()).isPositive())
        .satisfies(turn -> assertThat(turn.ratio()).isPositive().isFinite());
  }

  @Test
  void stepsChangeTheNetworkAndAdamRunsAlone() {
    StepBenchmark benchmark = new StepBenchmark();
    benchmark.workload = "16 32 2";
    benchmark.prepare();
    try {
      double first = benchmark.step();
      benchmark.adam();
      assertThat(benchmark.step()).isFinite().isNotEqualTo(first);
      assertThat(benchmark.inference().maps())
          .hasSize(5)
          .allMatch(map -> map.length == 2 * 32 * 32);
    } finally {
      benchmark.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unit 1x1",
        "unit 3x3",
        "unit 3x3 dilated",
        "pool maximum",
        "pool average",
        "resize"
      })
  void layersRunBothWays(String layer) {
    LayerBenchmark benchmark = new LayerBenchmark();
    benchmark.layer = layer;
    benchmark.prepare();
    try {
      benchmark.forward();
      assertThat(benchmark.forwardAndBackward()).isFinite();
      assertThat(benchmark.copy()).isNotEmpty();
    } finally {
      benchmark.close();
    }
  }

  @Test
  void aLayerThatGivesAnythingElseIsNotTimed() {
    assertThatThrownBy(() -> PlainLayers.require("pool", new float[2], 3, new double[1]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("pool gives 2 values");
    assertThatThrownBy(
            () -> PlainLayers.require("pool", new float[] {1, 3}, 2, new double[] {1, 2}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("pool gives 3.0 at 1 instead of 2.0");
  }

  @Test
  void theOptimiserRunsAlone() {
    AdamBenchmark benchmark = new AdamBenchmark();
    benchmark.elements = 20;
    benchmark.prepare();
    assertThat(benchmark.update()).hasSize(20).doesNotContain(0);
    assertThat(benchmark.fill()).containsOnly(1);
  }

  @Test
  void stepsRunFromFilesAndFromMemory() {
    PipelineBenchmark benchmark = new PipelineBenchmark();
    benchmark.workload = "16 32 2";
    benchmark.prepare();
    try {
      assertThat(benchmark.fromFiles()).isPositive().isFinite();
      assertThat(benchmark.fromMemory()).isPositive().isFinite();
    } finally {
      benchmark.close();
    }
  }

  @Test
  void growthIsMeasuredOnceForEachWorkload() {
    List<Measured> results = new ArrayList<>();
    assertThat(GrowthMeasurement.run(Workload.parse("8:64:1"), 1, Duration.ZERO, results))
        .contains("| growing side | forward ms |", "| d=16, 128x128, batch 1 |");
    assertThat(results)
        .extracting(Measured::name)
        .doesNotHaveDuplicates()
        .contains("forward, d=8, 64x64, batch 1", "training step, d=8, 128x128, batch 1");
  }

  @Test
  void attentionRunsInBlocksAndWhole() {
    AttentionBenchmark benchmark = new AttentionBenchmark();
    benchmark.side = 8;
    benchmark.channels = 4;
    benchmark.prepare();
    try {
      assertThat(benchmark.naive().shape()).containsExactly(4, 64);
      benchmark.blocked();
      assertThat(benchmark.blockedWithBackward()).isFinite();
    } finally {
      benchmark.close();
    }
  }

  @Test
  void measurementsSayWhatTheyFound() {
    Workload small = Workload.parse("16:32:2");
    assertThat(MemoryMeasurement.run(small, PassMode.TRAINING, 3))
        .contains("16, 2 x 32x32 (height x width), training", "Measured over 3 runs: peak ");
    assertThat(ProfileMeasurement.run(small, 1))
        .contains("GFLOP/s", "| convolution units | 410 |", "training, d=16, 32x32, batch 2");
    assertThat(PipelineMeasurement.run(small, 2)).contains("2 steps of ", "waiting for the loader");
  }
}
