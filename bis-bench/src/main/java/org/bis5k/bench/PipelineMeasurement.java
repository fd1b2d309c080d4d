package org.bis5k.bench;

import java.util.Locale;
import org.bis5k.data.Size;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.data.dataset.Batch;
import org.bis5k.data.dataset.BatchLoader;
import org.bis5k.data.dataset.BisDataset;
import org.bis5k.data.dataset.Epoch;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.bis5k.data.transform.TransformPipeline;
import org.bis5k.model.BcsNet;

/**
 * Trains on tiles of 512x512 from files and reports the share of time that steps waited for the
 * loader.
 */
public final class PipelineMeasurement {

  private PipelineMeasurement() {}

  /**
   * Measures and prints one line.
   *
   * @param arguments a workload (8:128:4) and the number of measured steps (40)
   */
  public static void main(String[] arguments) {
    Workload workload = Workload.parse(arguments.length > 0 ? arguments[0] : "8:128:4");
    int steps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 40;
    System.out.println(run(workload, steps));
  }

  static String run(Workload workload, int steps) {
    TemporaryFolder folder = TemporaryFolder.make();
    int tiles = 8 * workload.batch();
    try (BcsNet net = BcsNet.create(workload.options());
        TrainingStep step = new TrainingStep(net)) {
      SyntheticTissue.of(Size.square(512), 1).write(folder.path(), tiles, 1);
      BisDataset data = BisDataset.open(folder.path().resolve("formal_train"), BadFiles.FAIL);
      TransformPipeline transforms = TransformPipeline.released(workload.size());
      BatchLoader.Options options = BatchLoader.Options.training(workload.batch(), 1);
      long waited = 0;
      long all = 0;
      int done = -8; // the first eight steps warm up
      try (BatchLoader loader = BatchLoader.of(data, transforms, options)) {
        for (int number = 0; done < steps; number++) {
          try (Epoch batches = loader.epoch(number)) {
            while (done < steps && batches.hasNext()) {
              long start = System.nanoTime();
              Batch batch = batches.next();
              long ready = System.nanoTime();
              step.run(batch.images(), batch.masks(), batch.count(), batch.size());
              if (++done > 0) {
                waited += ready - start;
                all += System.nanoTime() - start;
              }
            }
          }
        }
      }
      return String.format(
          Locale.ROOT,
          "%s: %d steps of %.0f ms, of which %.1f %% waiting for the loader",
          workload,
          steps,
          all / 1e6 / steps,
          100.0 * waited / all);
    } finally {
      folder.remove();
    }
  }
}
