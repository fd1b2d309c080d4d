package org.bis5k.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills (SIGKILL) a process that trains the real network, divisor 16, and writes its checkpoint
 * after every step: the run goes on to the same bits and the same files as one left alone.
 */
class KilledRunTest {

  private static final int KILLED = 128 + 9;

  @TempDir Path temporary;
  private Path data;

  @BeforeEach
  void writeData() {
    data = temporary.resolve("data");
    SyntheticTissue.of(Size.square(32), 3).write(data, 7, 2); // three batches of 2, one dropped
  }

  private List<String> settings(int epochs) {
    return List.of(
        "Model.width_divisor=16",
        "Train.Dataset.root=" + data.resolve("formal_train"),
        "Train.Dataset.transform_list={resize: {size: [32, 32]}, random_flip: {},"
            + " random_rotate: {}, tonumpy: NULL, normalize: {}, totensor: NULL}",
        "Train.Dataloader.batch_size=2",
        "Train.Scheduler.epoch=" + epochs,
        "Train.Scheduler.warmup_iteration=3",
        "Train.Validation.root=" + data.resolve("formal_test"),
        "Train.Checkpoint.checkpoint_epoch=1",
        "Train.Checkpoint.checkpoint_steps=1",
        "Train.Checkpoint.keep_last=2",
        "Test.Dataset.transform_list={resize: {size: [32, 32]}, tonumpy: NULL, normalize: {},"
            + " totensor: NULL}");
  }

  @Test
  void aKilledRunEndsAsOneLeftAlone() throws Exception {
    killAndGoOn(1, 2, 1);
  }

  @Test
  @Tag("slow")
  void twentyFiveKilledRunsEndAsOneLeftAlone() throws Exception {
    killAndGoOn(25, 4, 2);
  }

  private void killAndGoOn(int kills, int epochs, long seed) throws Exception {
    List<String> settings = settings(epochs);
    Path whole = temporary.resolve("whole");
    Process undisturbed = TrainingProcess.start(whole, settings);
    long begun = System.nanoTime();
    assertThat(undisturbed.waitFor()).isZero();
    long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    RunFiles expected = RunFiles.of(whole);
    assertThat(Checkpoint.read(whole.resolve("checkpoints/latest.safetensors")).position())
        .isEqualTo(new Checkpoint.Position(epochs, 0, 3L * epochs));
    assertThat(expected.names()).contains("checkpoints/best.safetensors");

    SplittableRandom random = new SplittableRandom(seed);
    int killed = 0;
    int moments = 0;
    while (killed < kills) {
      assertThat(moments++).as("moments tried").isLessThan(4 * kills);
      Path run = temporary.resolve("killed-" + moments);
      Process process = TrainingProcess.start(run, settings);
      process.waitFor(random.nextLong(milliseconds), TimeUnit.MILLISECONDS);
      process.destroyForcibly();
      int exit = process.waitFor(); // 0 if it came to its end first, even by a hair
      assertThat(exit).isIn(0, KILLED);
      killed += exit == KILLED ? 1 : 0;
      assertThat(TrainingProcess.start(run, settings).waitFor()).isZero();
      RunFiles.of(run).assertSameAs(expected);
    }
    System.out.println(
        killed + " of " + kills + " killed runs ended with the same bits as one left alone");
  }

  @Test
  void aFolderInUseByAnotherProcessIsRefused() throws Exception {
    Path run = temporary.resolve("used");
    Process process = TrainingProcess.start(run, settings(1));
    try {
      while (!Files.exists(run.resolve("config.yaml"))) {
        assertThat(process.isAlive()).isTrue();
        Thread.sleep(10);
      }
      assertThatThrownBy(() -> RunFolder.resume(run))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              run
                  + ": another run is using the folder (process "
                  + process.pid()
                  + "); wait or stop it");
    } finally {
      process.destroyForcibly().waitFor();
    }
    RunFolder.resume(run).close();
  }
}
