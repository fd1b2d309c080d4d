package org.bis5k.bench;

import org.bis5k.data.Size;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.data.dataset.Batch;
import org.bis5k.data.dataset.BatchLoader;
import org.bis5k.data.dataset.BisDataset;
import org.bis5k.data.dataset.Epoch;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.bis5k.data.transform.TransformPipeline;
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
 * An epoch of 16 tiles of 512x512 from files to batches, as time per image; one thread is the
 * baseline of two.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class LoaderBenchmark {

  /** Called by JMH. */
  public LoaderBenchmark() {}

  private static final int TILES = 16;

  /** Worker threads. */
  @Param({"1", "2"})
  public int threads;

  private TemporaryFolder folder;
  private BisDataset data;
  private TransformPipeline transforms;
  private int epoch;

  /** Writes the tiles. */
  @Setup
  public void prepare() {
    folder = TemporaryFolder.make();
    SyntheticTissue.of(Size.square(512), 1).write(folder.path(), TILES, 1);
    data = BisDataset.open(folder.path().resolve("formal_train"), BadFiles.FAIL);
    transforms = TransformPipeline.released(Size.square(352));
  }

  /**
   * One epoch.
   *
   * @return the number of images, checked
   */
  @Benchmark
  @OperationsPerInvocation(TILES)
  public int epoch() {
    BatchLoader.Options options = BatchLoader.Options.training(4, 1).withThreads(threads);
    int images = 0;
    try (BatchLoader loader = BatchLoader.of(data, transforms, options);
        Epoch batches = loader.epoch(epoch++)) {
      for (Batch batch : batches) {
        images += batch.count();
      }
    }
    if (images != TILES) {
      throw new IllegalStateException("Expected " + TILES + " images; found " + images);
    }
    return images;
  }

  /** Removes the tiles. */
  @TearDown
  public void remove() {
    folder.remove();
  }
}
