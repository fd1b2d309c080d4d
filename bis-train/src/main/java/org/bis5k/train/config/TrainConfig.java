package org.bis5k.train.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.train.loss.SegmentationLoss;

/**
 * The section Train: data, optimiser, schedule, loss and checkpoints.
 *
 * @param dataset Train.Dataset
 * @param dataloader Train.Dataloader
 * @param optimizer Train.Optimizer
 * @param scheduler Train.Scheduler
 * @param checkpoint Train.Checkpoint
 * @param validation Train.Validation
 * @param loss Train.loss, the loss of each output; {@code mse} as released
 * @param seed Train.seed, from which all random numbers of the run derive
 */
public record TrainConfig(
    DatasetConfig dataset,
    DataloaderConfig dataloader,
    OptimizerConfig optimizer,
    SchedulerConfig scheduler,
    CheckpointConfig checkpoint,
    ValidationConfig validation,
    SegmentationLoss loss,
    long seed) {
  static TrainConfig read(ConfigSection section) {
    List<String> losses =
        Arrays.stream(SegmentationLoss.values()).map(SegmentationLoss::key).toList();
    TrainConfig config =
        new TrainConfig(
            DatasetConfig.read(section.section("Dataset")),
            DataloaderConfig.read(section.section("Dataloader"), true),
            OptimizerConfig.read(section.section("Optimizer")),
            SchedulerConfig.read(section.section("Scheduler")),
            CheckpointConfig.read(section.section("Checkpoint")),
            ValidationConfig.read(section.section("Validation")),
            SegmentationLoss.of(section.choice("loss", SegmentationLoss.MSE.key(), losses)),
            section.whole("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE));
    section.finish();
    return config;
  }

  Map<String, Object> write() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Dataset", dataset.write());
    map.put("Dataloader", dataloader.write(true));
    map.put("Optimizer", optimizer.write());
    map.put("Scheduler", scheduler.write());
    map.put("Checkpoint", checkpoint.write());
    map.put("Validation", validation.write());
    map.put("loss", loss.key());
    map.put("seed", seed);
    return map;
  }
}
