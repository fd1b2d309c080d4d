package org.bis5k.bench;

import org.bis5k.data.Size;
import org.bis5k.model.measure.LayerTrial;
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

/** CCR's attention in blocks, against the plain form, which stores all similarities at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class AttentionBenchmark {

  /** Called by JMH. */
  public AttentionBenchmark() {}

  /** Height and width of the feature map; its square is the number of positions. */
  @Param({"32", "88"})
  public int side;

  /** Channels of query, key and value. */
  @Param({"16", "128"})
  public int channels;

  private LayerTrial blocked;
  private INDArray queries;
  private INDArray keys;
  private INDArray values;
  private INDArray scores;
  private INDArray out;

  /** Makes both and checks that their results are equal. */
  @Setup
  public void prepare() {
    blocked = LayerTrial.attention(channels, 1, Size.square(side));
    queries = matrix(0);
    keys = matrix(1);
    values = matrix(2);
    long positions = (long) side * side;
    scores = Nd4j.createUninitialized(DataType.FLOAT, positions, positions);
    out = Nd4j.createUninitialized(DataType.FLOAT, channels, positions);
    float[] expected = naive().reshape(out.length()).toFloatVector();
    float[] actual = blocked.output();
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(actual[i] - expected[i]) <= 1e-4 * Math.abs(expected[i]))) {
        throw new IllegalStateException(
            "Value " + i + " is " + actual[i] + " in blocks and " + expected[i] + " as a whole");
      }
    }
  }

  /** An input as a channels x positions matrix. */
  private INDArray matrix(int input) {
    return Nd4j.createFromArray(blocked.input(input)).reshape('c', channels, (long) side * side);
  }

  /** In blocks, forward. */
  @Benchmark
  public void blocked() {
    blocked.forward();
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
    product(queries, keys, scores, 1 / Math.sqrt(channels), true, false);
    Nd4j.exec(
        DynamicCustomOp.builder("softmax")
            .addInputs(scores)
            .addOutputs(scores)
            .addIntegerArguments(1)
            .build());
    product(values, scores, out, 1, false, true);
    return out;
  }

  private static void product(
      INDArray a, INDArray b, INDArray c, double factor, boolean turnA, boolean turnB) {
    Nd4j.exec(
        DynamicCustomOp.builder("matmul")
            .addInputs(a, b)
            .addOutputs(c)
            .addIntegerArguments(turnA ? 1 : 0, turnB ? 1 : 0, 0)
            .addFloatingPointArguments(factor, 0.0)
            .build());
  }

  /** Frees the native memory. */
  @TearDown
  public void close() {
    blocked.close();
    for (INDArray array : new INDArray[] {queries, keys, values, scores, out}) {
      array.close();
    }
  }
}
