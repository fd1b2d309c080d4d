package org.bis5k.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bis5k.data.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"config.yaml", "log.jsonl", "provenance.json"})
  void refusesAFolderThatHoldsARun(String name) throws IOException {
    Files.writeString(folder.resolve(name), "precious");
    assertThatThrownBy(() -> RunFolder.create(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            folder
                + ": holds a run already ("
                + name
                + "); continue it with --resume or take another folder");
    assertThat(folder.resolve(name)).hasContent("precious");
    assertThat(folder.resolve("checkpoints")).doesNotExist();
  }

  @Test
  void refusesAFolderThatCannotBeMade() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path below = file.resolve("run");
    assertThatThrownBy(() -> RunFolder.create(below))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(below + ": the run folder cannot be written to: ");
  }

  @Test
  void twoRunsCannotShareAFolder() throws IOException {
    try (RunFolder first = RunFolder.create(folder)) {
      assertThat(first.files().folder()).isEqualTo(folder);
      assertThatThrownBy(() -> RunFolder.create(folder))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(folder + ": another run of this process is using the folder");
    }
    RunFolder.create(folder).close();
  }

  @Test
  void resumesOnlyWhereARunIs() {
    assertThatThrownBy(() -> RunFolder.resume(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(folder + ": holds no run to resume: config.yaml or checkpoints is missing");
  }

  @Test
  void withoutAnyCheckpointThereIsNothingToResumeFrom() throws IOException {
    try (RunFolder run = RunFolder.create(folder)) {
      assertThatThrownBy(() -> run.newest(warning -> {}))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(folder + ": holds no checkpoint to resume from");
    }
  }

  @Test
  void weightsAloneAreNoCheckpoint() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    new FakeNetwork().state().write(file);
    assertThatThrownBy(() -> Checkpoint.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + ": holds weights but no training state (bis5k.epoch is missing): it can be a start"
                + " (Model.weights), not a run to resume");
  }
}
