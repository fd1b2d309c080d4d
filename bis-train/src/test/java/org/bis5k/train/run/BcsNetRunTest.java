package org.bis5k.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.bis5k.data.Size;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.bis5k.model.BcsNet;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.train.config.RunConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of the real network, divisor 16, on five synthetic tiles of 32 x 32. */
final class BcsNetRunTest {

  private static final int LAST = 2;

  @TempDir Path temporary;
  private RunConfig config;

  @BeforeEach
  void writeTiles() {
    Path data = temporary.resolve("data");
    SyntheticTissue.of(Size.square(32), 3).write(data, 5, 0);
    config =
        TinyTissue.config(
            data.resolve("formal_train"),
            "Model.width_divisor=16",
            "Train.Dataset.transform_list={resize: {size: [32, 32]}, random_flip: {},"
                + " random_rotate: {}, tonumpy: NULL, normalize: {}, totensor: NULL}",
            "Train.Optimizer.lr=1e-4",
            "Train.Scheduler.epoch=1",
            "Train.Scheduler.warmup_iteration=1");
  }

  private TrainingResult train(Path folder) {
    try (TrainingRun run = TrainingRun.create(config, folder, List.of())) {
      return run.train();
    }
  }

  /** Of names and bytes of all tensors, the optimiser's included. */
  private static String sha256(Path checkpoint) {
    WeightFile state = Checkpoint.read(checkpoint).state();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      state
          .tensors()
          .forEach(
              (name, tensor) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(tensor.data());
              });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void equalRunsAndInterruptedOnesEndWithTheSameBits() {
    TrainingResult whole = train(temporary.resolve("whole"));
    assertThat(whole.finished()).isTrue();
    assertThat(whole.iterations()).isEqualTo(LAST); // 5 tiles, batches of 2, the last one dropped
    assertThat(whole.lastEpochLoss().getAsDouble()).isPositive();
    String expected = sha256(whole.checkpoint());

    assertThat(sha256(train(temporary.resolve("again")).checkpoint())).isEqualTo(expected);

    Path folder = temporary.resolve("stopped");
    TrainingResult stopped = stopAfter(folder, 0);
    assertThat(stopped.finished()).isFalse();
    assertThat(stopped.iterations()).isEqualTo(1);
    assertThat(sha256(stopped.checkpoint())).isNotEqualTo(expected);
    try (TrainingRun run = TrainingRun.resume(folder, List.of(), List.of())) {
      TrainingResult resumed = run.train();
      assertThat(resumed.finished()).isTrue();
      assertThat(resumed.iterations()).isEqualTo(LAST);
      assertThat(sha256(resumed.checkpoint())).isEqualTo(expected);
    }
    try (BcsNet net = BcsNet.load(whole.checkpoint())) {
      assertThat(net.logits(new float[3 * 32 * 32], 1, Size.square(32)).maps())
          .hasSize(5)
          .allMatch(map -> map.length == 32 * 32);
    }
  }

  private TrainingResult stopAfter(Path folder, long iteration) {
    TrainingRun[] running = new TrainingRun[1];
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void stepped(StepReport step) {
            if (step.iteration() == iteration) {
              running[0].stop();
            }
          }
        };
    try (TrainingRun run = TrainingRun.create(config, folder, List.of(stopper))) {
      running[0] = run;
      return run.train();
    }
  }
}
