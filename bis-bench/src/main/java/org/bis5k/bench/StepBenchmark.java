package org.bis5k.bench;

import org.bis5k.model.BcsNet;
import org.bis5k.model.NetworkOutputs;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Whole training steps over widths, sizes and batches; inference of the same batch is the baseline,
 * Adam the part that depends on the width alone.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class StepBenchmark {

  /** Called by JMH. */
  public StepBenchmark() {}

  /** Width divisor, side, batch. */
  @Param({"8 128 1", "8 128 2", "8 128 4", "8 128 8", "8 352 1", "1 352 1"})
  public String workload;

  private Workload work;
  private BcsNet net;
  private TrainingStep step;
  private float[] images;
  private float[] masks;

  /** Makes the network and checks that a few steps on one batch lower their loss. */
  @Setup
  public void prepare() {
    work = Workload.parse(workload);
    net = BcsNet.create(work.options());
    step = new TrainingStep(net);
    images = work.images();
    masks = work.masks();
    double first = step();
    step();
    step();
    double last = step();
    if (!(last < first)) {
      throw new IllegalStateException("The loss went from " + first + " to " + last);
    }
  }

  /**
   * Forward, loss, backward, Adam.
   *
   * @return the loss
   */
  @Benchmark
  public double step() {
    return step.run(images, masks, work.batch(), work.size());
  }

  /** Adam alone. */
  @Benchmark
  public void adam() {
    step.update();
  }

  /**
   * Inference.
   *
   * @return five outputs
   */
  @Benchmark
  public NetworkOutputs inference() {
    return net.logits(images, work.batch(), work.size());
  }

  /** Frees the native memory. */
  @TearDown
  public void close() {
    step.close();
    net.close();
  }
}
