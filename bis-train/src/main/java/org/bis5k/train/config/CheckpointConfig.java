package org.bis5k.train.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The section Train.Checkpoint: the run folder, and when checkpoints are written besides the latest
 * one at the end of every epoch.
 *
 * @param every {@code checkpoint_epoch}, the interval in epochs of checkpoints kept under a name of
 *     their own; 0 for none
 * @param folder {@code checkpoint_dir}, the run folder
 * @param keepLast {@code keep_last}, how many of the checkpoints with a name of their own are kept;
 *     0 for all
 * @param everySteps {@code checkpoint_steps}, the interval in iterations at which the latest
 *     checkpoint is also written; 0 for the ends of epochs only
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
