package org.bis5k.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.bis5k.data.Size;
import org.bis5k.model.BcsNet;
import org.bis5k.model.engine.Segmenter;
import org.bis5k.model.network.BcsNetOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Inference of an exported BCSNet in ONNX Runtime on the CPU, the baseline of DL4J's inference of
 * the same network. OMP_NUM_THREADS sets the threads of both.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class OnnxBenchmark {

  /** Called by JMH. */
  public OnnxBenchmark() {}

  /** Width divisor, side of the images, images in a batch. */
  @Param({"8 352 1", "1 352 1", "8 128 4"})
  public String network;

  private BcsNet dl4j;
  private Segmenter onnx;
  private Size size;
  private int count;
  private float[] images;

  /** Exports the network and checks that both engines give the same logits. */
  @Setup
  public void prepare() {
    int[] numbers = Arrays.stream(network.split(" ")).mapToInt(Integer::parseInt).toArray();
    size = Size.square(numbers[1]);
    count = numbers[2];
    dl4j = BcsNet.create(BcsNetOptions.ofWidth(numbers[0]));
    onnx = OnnxPeer.of(dl4j);
    images = new float[(int) (count * 3 * size.pixels())];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextDouble(-2, 2);
    }
    OnnxPeer.requireAlike(inOnnxRuntime(), inDl4j());
  }

  /**
   * The exported model.
   *
   * @return logits of the prediction
   */
  @Benchmark
  public float[] inOnnxRuntime() {
    return onnx.logits(images, count, size);
  }

  /**
   * The network itself.
   *
   * @return logits of the prediction
   */
  @Benchmark
  public float[] inDl4j() {
    return dl4j.logits(images, count, size).prediction();
  }

  /** Frees the native memory. */
  @TearDown
  public void close() {
    onnx.close();
    dl4j.close();
  }
}
