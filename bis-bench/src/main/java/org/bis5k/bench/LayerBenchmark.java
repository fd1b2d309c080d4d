package org.bis5k.bench;

import org.bis5k.data.Size;
import org.bis5k.model.measure.LayerTrial;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Single layers, forward and with their backward pass; the baseline is a copy of what the layer
 * reads, the least that any layer costs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class LayerBenchmark {

  /** Called by JMH. */
  public LayerBenchmark() {}

  /** The layer. */
  @Param({
    "unit 1x1",
    "unit 3x3",
    "unit 3x3 wide",
    "unit 3x3 dilated",
    "pool maximum",
    "pool average",
    "resize"
  })
  public String layer;

  private LayerTrial trial;
  private float[] read;
  private float[] copy;

  /** Makes the layer and checks the first channel of its output. */
  @Setup
  public void prepare() {
    switch (layer) {
      case "unit 1x1" -> unit(32, 1, 1, 4, 32);
      case "unit 3x3" -> unit(32, 3, 1, 4, 32);
      case "unit 3x3 wide" -> unit(256, 3, 1, 1, 88);
      case "unit 3x3 dilated" -> unit(256, 3, 7, 1, 44);
      case "pool maximum" -> {
        trial = LayerTrial.maximumPool(64, 1, Size.square(176));
        require(64 * 88 * 88, PlainLayers.pool(trial.input(0), true, 176));
      }
      case "pool average" -> {
        trial = LayerTrial.averagePool(256, 1, Size.square(88));
        require(256 * 44 * 44, PlainLayers.pool(trial.input(0), false, 88));
      }
      case "resize" -> {
        trial = LayerTrial.resize(256, 1, Size.square(22), Size.square(44));
        require(256 * 44 * 44, PlainLayers.resize(trial.input(0), 22, 44));
      }
      default -> throw new IllegalStateException("No layer is called " + layer);
    }
    read = trial.input(0);
    copy = new float[read.length];
  }

  private void unit(int channels, int kernel, int dilation, int count, int side) {
    trial = LayerTrial.unit(channels, channels, kernel, dilation, count, Size.square(side));
    require(
        count * channels * side * side,
        PlainLayers.unit(
            trial.input(0), trial.parameters(), channels, channels, kernel, dilation, count, side));
  }

  private void require(int length, double[] first) {
    PlainLayers.require(layer, trial.output(), length, first);
  }

  /** Forward. */
  @Benchmark
  public void forward() {
    trial.forward();
  }

  /**
   * Forward and backward.
   *
   * @return an element of the input's gradient
   */
  @Benchmark
  public float forwardAndBackward() {
    return trial.forwardAndBackward();
  }

  /**
   * The baseline.
   *
   * @return the copy
   */
  @Benchmark
  public float[] copy() {
    System.arraycopy(read, 0, copy, 0, read.length);
    return copy;
  }

  /** Frees the native memory. */
  @TearDown
  public void close() {
    trial.close();
  }
}
