package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bis5k.train.run.RunRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own, asked to end. */
class InterruptedTrainingTest {

  @TempDir Path folder;

  /**
   * SIGTERM takes the same way through the process as the SIGINT of Ctrl-C, which a process that
   * runs in the background may not be sent.
   */
  @Test
  @Timeout(300)
  void endsAfterTheStepWithACheckpointAndSaysHowToGoOn() throws Exception {
    Path run = folder.resolve("run");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                Bis.class.getName()));
    Object[] words =
        TinyConfig.command(
            TinyConfig.data(folder), run, "train", "--config", TinyConfig.file(folder));
    Arrays.stream(words).map(Object::toString).forEach(command::add);
    command.addAll(List.of("--epochs", "100000"));
    Path printed = folder.resolve("printed.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(printed.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Path log = run.resolve("log.jsonl");
    while (!Files.exists(log) || Files.size(log) == 0) {
      assertThat(process.isAlive()).isTrue();
      Thread.sleep(20);
    }
    process.destroy();
    assertThat(process.waitFor()).isEqualTo(128 + 15);
    RunRecord record = RunRecord.read(run);
    long done = record.checkpoint().position().iteration();
    assertThat(record.finished()).isFalse();
    assertThat(done).isPositive();
    assertThat(Files.readAllLines(log).stream().filter(line -> line.contains("\"step\":")))
        .hasSize((int) done);
    assertThat(Files.readString(printed))
        .containsPattern("Needs about [1-9][\\d,]* MB of memory\n[\\s\\S]*Stopping after this step")
        .contains(
            "Stopping after this step ...",
            "Stopped after iteration " + done + "; continue with --resume; ")
        .endsWith("Go on with: bis train --resume --run " + run + "\n");
  }
}
