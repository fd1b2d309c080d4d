package org.bis5k.bench;

import java.util.Locale;
import org.bis5k.model.BcsNet;
import org.bis5k.model.MemoryEstimate;
import org.bis5k.model.graph.PassMode;

/**
 * Runs training steps or predictions and prints the estimate, the peak of the process's resident
 * memory, and the change of resident memory between the first tenth and the end. Resident memory is
 * measured on Linux only.
 */
public final class MemoryMeasurement {

  private MemoryMeasurement() {}

  /**
   * Measures.
   *
   * @param arguments a workload such as 8:352:1; train or predict; the number of runs
   */
  public static void main(String[] arguments) {
    Workload workload = Workload.parse(arguments[0]);
    PassMode mode = arguments[1].equals("train") ? PassMode.TRAINING : PassMode.INFERENCE;
    System.out.print(run(workload, mode, Integer.parseInt(arguments[2])));
  }

  static String run(Workload workload, PassMode mode, int runs) {
    MemoryEstimate estimate =
        MemoryEstimate.of(workload.options(), workload.size(), workload.batch(), mode);
    float[] images = workload.images();
    float[] masks = workload.masks();
    long early = 0;
    try (BcsNet net = BcsNet.create(workload.options());
        TrainingStep step = mode == PassMode.TRAINING ? new TrainingStep(net) : null) {
      for (int i = 0; i < runs; i++) {
        if (step == null) {
          net.logits(images, workload.batch(), workload.size());
        } else {
          step.run(images, masks, workload.batch(), workload.size());
        }
        if (i == runs / 10) {
          early = resident("VmRSS");
        }
      }
      long late = resident("VmRSS");
      long peak = resident("VmHWM");
      return estimate
          + String.format(
              Locale.ROOT,
              "%nMeasured over %,d runs: peak %,d MB, %+.0f %% of the estimate; after a tenth of the"
                  + " runs %,d MB, at the end %,d MB, %+.1f %%%n",
              runs,
              peak,
              100.0 * (peak * 1e6 - estimate.total()) / estimate.total(),
              early,
              late,
              100.0 * (late - early) / Math.max(1, early));
    }
  }

  /** Of this process, in 10^6 bytes. */
  private static long resident(String key) {
    String text = Machine.value("/proc/self/status", key, "0").replaceAll("\\D", "");
    return Long.parseLong(text) * 1024 / 1_000_000;
  }
}
