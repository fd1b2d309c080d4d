package org.bis5k.bench;

import java.util.ArrayList;
import java.util.List;
import org.bis5k.data.Size;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.data.dataset.Batch;
import org.bis5k.data.dataset.BatchLoader;
import org.bis5k.data.dataset.BisDataset;
import org.bis5k.data.dataset.Epoch;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.bis5k.data.transform.TransformPipeline;
import org.bis5k.model.BcsNet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Training from tiles of 512x512 in files, as time per step; the baseline takes as many steps on
 * batches that are in memory already.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class PipelineBenchmark {

  /** Called by JMH. */
  public PipelineBenchmark() {}

  private static final int STEPS = 4;

  /** Width divisor, side, batch. */
  @Param({"8 128 4"})
  public String workload;

  private TemporaryFolder folder;
  private BatchLoader loader;
  private BcsNet net;
  private TrainingStep step;
  private List<Batch> loaded;
  private int epochs;

  /** Writes the tiles, makes the network, and checks that an epoch has its steps. */
  @Setup
  public void prepare() {
    Workload work = Workload.parse(workload);
    folder = TemporaryFolder.make();
    SyntheticTissue.of(Size.square(512), 1).write(folder.path(), STEPS * work.batch(), 1);
    BisDataset data = BisDataset.open(folder.path().resolve("formal_train"), BadFiles.FAIL);
    loader =
        BatchLoader.of(
            data,
            TransformPipeline.released(work.size()),
            BatchLoader.Options.training(work.batch(), 1));
    net = BcsNet.create(work.options());
    step = new TrainingStep(net);
    loaded = new ArrayList<>();
    try (Epoch batches = loader.epoch(epochs++)) {
      batches.forEach(loaded::add);
    }
    if (loaded.size() != STEPS || loaded.get(0).images().length != work.images().length) {
      throw new IllegalStateException("Expected " + STEPS + " batches; found " + loaded);
    }
  }

  /**
   * An epoch from files.
   *
   * @return the sum of the losses
   */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public double fromFiles() {
    double losses = 0;
    try (Epoch batches = loader.epoch(epochs++)) {
      for (Batch batch : batches) {
        losses += step(batch);
      }
    }
    return losses;
  }

  /**
   * The baseline.
   *
   * @return the sum of the losses
   */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public double fromMemory() {
    double losses = 0;
    for (Batch batch : loaded) {
      losses += step(batch);
    }
    return losses;
  }

  private double step(Batch batch) {
    return step.run(batch.images(), batch.masks(), batch.count(), batch.size());
  }

  /** Frees the native memory and removes the tiles. */
  @TearDown
  public void close() {
    loader.close();
    step.close();
    net.close();
    folder.remove();
  }
}
