package org.bis5k.train.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The section Train.Checkpoint: where a run is kept and how often its state is saved besides the
 * latest of every epoch.
 *
 * @param every a checkpoint of its own is kept every so many epochs; 0 for none
 * @param folder the run folder, {@code checkpoint_dir}
 * @param keepLast how many of those checkpoints stay; 0 for all
 * @param everySteps the latest checkpoint is also written after every so many iterations of the
 *     run; 0 for the ends of epochs alone
 */
public record CheckpointConfig(int every, Optional<Path> folder, int keepLast, int everySteps) {
  static CheckpointConfig read(ConfigSection section) {
    CheckpointConfig config =
        new CheckpointConfig(
            section.integer("checkpoint_epoch", 20, 0, 1_000_000),
            section.path("checkpoint_dir"),
            section.integer("keep_last", 0, 0, 1_000_000),
            section.integer("checkpoint_steps", 0, 0, Integer.MAX_VALUE));
    section.finish();
    return config;
  }

  Map<String, Object> write() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("checkpoint_epoch", every);
    map.put("checkpoint_dir", RunConfig.text(folder));
    map.put("keep_last", keepLast);
    map.put("checkpoint_steps", everySteps);
    return map;
  }
}
