package org.bis5k.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.data.dataset.BisDataset;
import org.bis5k.testing.FailingDisk;
import org.bis5k.testing.FailingDisk.Fault;
import org.bis5k.train.config.RunConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * A disk that fails at one operation after the other: whatever a run was writing then, it goes on
 * to the same end as a run that nothing happened to.
 */
class FailingDiskTest {

  /** A prime, so that a sample of operations meets every kind of file. */
  private static final int STEP = 7;

  @TempDir Path temporary;
  private RunConfig config;
  private BisDataset data;
  private RunFiles expected;
  private int operations;

  @BeforeEach
  void trainUndisturbed() throws IOException {
    config =
        TinyTissue.config(
            TinyTissue.write(temporary.resolve("data"), 5),
            "Train.Scheduler.epoch=2",
            "Train.Checkpoint.checkpoint_epoch=1",
            "Train.Checkpoint.checkpoint_steps=1",
            "Train.Checkpoint.keep_last=1");
    data = config.train().dataset().open(BadFiles.FAIL);
    Path whole = Files.createDirectory(temporary.resolve("whole"));
    FailingDisk disk = FailingDisk.over(whole);
    train(disk.root());
    operations = disk.operations();
    expected = RunFiles.of(whole);
    assertThat(expected.names())
        .contains("checkpoints/best.safetensors", "checkpoints/epoch-0002.safetensors");
  }

  /** Begins the run of a folder, or goes on with it. */
  private TrainingResult train(Path run) {
    boolean begun = Files.exists(run.resolve("config.yaml"));
    try (RunFolder folder = begun ? RunFolder.resume(run) : RunFolder.create(run)) {
      FakeNetwork network = new FakeNetwork();
      Validation falling = scored -> -network.state().tensors().get("pixel.weight").toFloats()[3];
      Trainer trainer = Trainer.of(config, data, network, folder, Optional.of(falling), List.of());
      return begun ? trainer.resume() : trainer.train();
    }
  }

  private void crashAndGoOn(int operation) throws IOException {
    Path run = Files.createDirectory(temporary.resolve("crash-" + operation));
    FailingDisk disk = FailingDisk.over(run);
    disk.fail(Fault.CRASH, operation);
    assertThatThrownBy(() -> train(disk.root())).isInstanceOf(FailingDisk.Crash.class);
    disk.mend();
    assertThat(train(disk.root()).finished()).isTrue();
    RunFiles.of(run).assertSameAs(expected);
  }

  @Test
  void aRunThatDiedAtEveryWriteGoesOnToTheSameEnd() throws IOException {
    for (int operation = 0; operation < operations; operation++) {
      crashAndGoOn(operation);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, mode = Mode.EXCLUDE, names = "CRASH")
  void aDiskThatFailsIsNamedAndNothingIsLost(Fault fault) throws IOException {
    Map<Fault, String> reasons =
        Map.of(
            Fault.FULL, "No space left on device",
            Fault.READ_ONLY, "AccessDeniedException: ",
            Fault.GONE, "NoSuchFileException: ");
    for (int operation = 3; operation < operations; operation += 2 * STEP) {
      Path run = Files.createDirectory(temporary.resolve(fault + "-" + operation));
      FailingDisk disk = FailingDisk.over(run);
      disk.fail(fault, operation);
      assertThatThrownBy(() -> train(disk.root()))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith(run.toString())
          .hasMessageContaining(reasons.get(fault));
      if (fault == Fault.FULL) {
        assertThat(RunFiles.of(run).names()).noneMatch(name -> name.endsWith(".tmp"));
      }
      disk.mend();
      assertThat(train(disk.root()).finished()).isTrue();
      RunFiles.of(run).assertSameAs(expected);
    }
  }
}
