package org.bis5k.bench;

import java.util.stream.IntStream;
import org.bis5k.data.Size;
import org.bis5k.model.LayerTrial;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Single layers, forward and with their backward pass; the 1x1 unit is the others' baseline. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class LayerBenchmark {

  /** The layer. */
  @Param({"unit 1x1", "unit 3x3", "unit 3x3 wide", "unit 3x3 dilated", "resize"})
  public String layer;

  private LayerTrial trial;

  /** Makes the layer and checks that its output has its size and is not all zero. */
  @Setup
  public void prepare() {
    int outputs =
        switch (layer) {
          case "unit 1x1" -> make(LayerTrial.unit(32, 32, 1, 1, 4, Size.square(32)), 4 * 32 * 1024);
          case "unit 3x3" -> make(LayerTrial.unit(32, 32, 3, 1, 4, Size.square(32)), 4 * 32 * 1024);
          case "unit 3x3 wide" ->
              make(LayerTrial.unit(256, 256, 3, 1, 1, Size.square(88)), 256 * 88 * 88);
          case "unit 3x3 dilated" ->
              make(LayerTrial.unit(256, 256, 3, 7, 1, Size.square(44)), 256 * 44 * 44);
          case "resize" ->
              make(LayerTrial.resize(256, 1, Size.square(22), Size.square(44)), 256 * 44 * 44);
          default -> throw new IllegalStateException("No layer is called " + layer);
        };
    float[] output = trial.forward();
    double largest = IntStream.range(0, output.length).mapToDouble(i -> output[i]).max().orElse(0);
    if (output.length != outputs || largest <= 0) {
      throw new IllegalStateException(
          layer + " gives " + output.length + " values up to " + largest);
    }
  }

  private int make(LayerTrial made, int outputs) {
    trial = made;
    return outputs;
  }

  /**
   * Forward.
   *
   * @return the output
   */
  @Benchmark
  public float[] forward() {
    return trial.forward();
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

  /** Frees the native memory. */
  @TearDown
  public void close() {
    trial.close();
  }
}
