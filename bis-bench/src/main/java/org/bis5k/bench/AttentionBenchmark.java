package org.bis5k.bench;

import org.bis5k.data.Size;
import org.bis5k.model.LayerTrial;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** CCR's attention in blocks, against the naive way, which holds all similarities at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class AttentionBenchmark {

  /** Height and width of the feature map; its square is the number of positions. */
  @Param({"32", "88"})
  public int side;

  /** Channels of query, key and value. */
  @Param({"16", "128"})
  public int channels;

  private LayerTrial blocked;
  private INDArray rows;
  private INDArray columns;
  private INDArray scores;
  private INDArray out;

  /** Makes both. */
  @Setup
  public void prepare() {
    blocked = LayerTrial.attention(channels, 1, Size.square(side));
    long positions = (long) side * side;
    rows = Nd4j.rand(DataType.FLOAT, positions, channels);
    columns = Nd4j.rand(DataType.FLOAT, channels, positions);
    scores = Nd4j.createUninitialized(DataType.FLOAT, positions, positions);
    out = Nd4j.createUninitialized(DataType.FLOAT, positions, channels);
    if (blocked.forward().length != positions * channels) {
      throw new IllegalStateException("Attention changed the shape");
    }
  }

  /**
   * In blocks, forward.
   *
   * @return the output
   */
  @Benchmark
  public float[] blocked() {
    return blocked.forward();
  }

  /**
   * In blocks, forward and backward.
   *
   * @return an element of the query's gradient
   */
  @Benchmark
  public float blockedWithBackward() {
    return blocked.forwardAndBackward();
  }

  /**
   * The baseline: whole matrices, forward.
   *
   * @return the output
   */
  @Benchmark
  public INDArray naive() {
    product(rows, columns, scores);
    Nd4j.exec(
        DynamicCustomOp.builder("softmax")
            .addInputs(scores)
            .addOutputs(scores)
            .addIntegerArguments(1)
            .build());
    product(scores, rows, out);
    return out;
  }

  private static void product(INDArray a, INDArray b, INDArray c) {
    Nd4j.exec(DynamicCustomOp.builder("matmul").addInputs(a, b).addOutputs(c).build());
  }

  /** Frees the native memory. */
  @TearDown
  public void close() {
    blocked.close();
    for (INDArray array : new INDArray[] {rows, columns, scores, out}) {
      array.close();
    }
  }
}
