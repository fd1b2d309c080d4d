package org.bis5k.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bis5k.data.Size;
import org.bis5k.model.BcsNet;
import org.bis5k.model.NetworkOutputs;
import org.bis5k.model.TrainingPass;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.train.loss.LossTarget;
import org.bis5k.train.loss.SegmentationLoss;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Passes of a slim BCSNet at batch 4; inference is the baseline of the training passes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class NetworkBenchmark {

  /** Called by JMH. */
  public NetworkBenchmark() {}

  private static final int BATCH = 4;

  /** Height and width. */
  @Param({"64", "128"})
  public int side;

  /** What divides the released widths. */
  @Param({"8"})
  public int divisor;

  private BcsNet net;
  private TrainingPass pass;
  private Size size;
  private float[] images;
  private LossTarget target;

  /** Makes the network and checks that images do not influence each other in inference. */
  @Setup
  public void prepare() {
    size = Size.square(side);
    net = BcsNet.create(BcsNetOptions.ofWidth(divisor));
    pass = TrainingPass.of(net);
    SplittableRandom random = new SplittableRandom(1);
    images = new float[BATCH * 3 * side * side];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextDouble(-2, 2);
    }
    float[] masks = new float[BATCH * side * side];
    for (int i = 0; i < masks.length; i++) {
      masks[i] = i / 1000 % 2;
    }
    target = SegmentationLoss.BCE_IOU.target(masks, BATCH, size);
    float[] alone =
        net.logits(java.util.Arrays.copyOf(images, 3 * side * side), 1, size).prediction();
    float[] together = net.logits(images, BATCH, size).prediction();
    for (int i = 0; i < alone.length; i++) {
      if (Math.abs(alone[i] - together[i]) > 1e-3 * (1 + Math.abs(alone[i]))) {
        throw new IllegalStateException(
            "Logit " + i + " is " + alone[i] + " alone and " + together[i] + " in a batch");
      }
    }
  }

  /**
   * Inference.
   *
   * @return five outputs
   */
  @Benchmark
  public NetworkOutputs inference() {
    return net.logits(images, BATCH, size);
  }

  /**
   * Forward pass with batch statistics.
   *
   * @return five outputs
   */
  @Benchmark
  public NetworkOutputs trainingForward() {
    return pass.forward(images, BATCH, size);
  }

  /**
   * Forward, loss and backward pass.
   *
   * @return the loss
   */
  @Benchmark
  public double forwardAndBackward() {
    NetworkOutputs outputs = pass.forward(images, BATCH, size);
    List<float[]> gradients = new ArrayList<>();
    double loss = 0;
    for (float[] logits : outputs.maps()) {
      float[] gradient = new float[logits.length];
      loss += target.evaluate(logits, gradient);
      gradients.add(gradient);
    }
    pass.backward(NetworkOutputs.of(BATCH, size, gradients));
    return loss;
  }

  /** Frees the native memory. */
  @TearDown
  public void close() {
    pass.close();
    net.close();
  }
}
