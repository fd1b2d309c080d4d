package org.bis5k.train.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.train.optimizer.PolySchedule;

/**
 * The section Train.Scheduler: polynomial decay with warm-up, {@link PolySchedule}.
 *
 * @param epochs passes over the training set; with 0 nothing is trained
 * @param gamma exponent of the decay, positive
 * @param minimum the rate at the end, not multiplied by groups
 * @param warmup warm-up iterations; 0 for none
 */
public record SchedulerConfig(int epochs, double gamma, double minimum, int warmup) {
  static SchedulerConfig read(ConfigSection section) {
    section.choice("type", "PolyLr", List.of("PolyLr"));
    SchedulerConfig config =
        new SchedulerConfig(
            section.integer("epoch", 100, 0, 1_000_000),
            section.real("gamma", 0.9, Double.MIN_NORMAL, 100),
            section.real("minimum_lr", 1e-7, 0, 1e3),
            section.integer("warmup_iteration", 300, 0, Integer.MAX_VALUE));
    section.finish();
    return config;
  }

  /**
   * The schedule of a run.
   *
   * @param batchesPerEpoch iterations in one epoch, at least 1
   * @return the schedule over all epochs
   */
  public PolySchedule schedule(int batchesPerEpoch) {
    return new PolySchedule(Math.max(1, (long) batchesPerEpoch * epochs), gamma, minimum, warmup);
  }

  Map<String, Object> write() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("type", "PolyLr");
    map.put("epoch", epochs);
    map.put("gamma", gamma);
    map.put("minimum_lr", minimum);
    map.put("warmup_iteration", warmup);
    return map;
  }
}
