package org.bis5k.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bis5k.data.GreyImage;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.train.config.RunConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run whose settings, files or data were changed while it was stopped or while it trained: it
 * goes on to the same files as an uninterrupted run, or it refuses with a message that names the
 * change.
 */
class AlteredRunTest {

  private static final TrainingListener SILENT = new TrainingListener() {};

  @TempDir Path temporary;
  private Path data;
  private RunConfig config;
  private Path run;

  @BeforeEach
  void trainHalf() {
    data = TinyTissue.write(temporary.resolve("data"), 7);
    config = TinyTissue.config(data);
    run = temporary.resolve("run");
    train(run, config, stopAfter(4));
  }

  private static TrainingListener stopAfter(long iteration) {
    return new TrainingListener() {
      @Override
      public void stepped(StepReport step) {
        if (step.iteration() == iteration) {
          throw new Stop();
        }
      }
    };
  }

  /** Ends a training like the death of its process. */
  private static final class Stop extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static Trainer trainer(RunConfig config, RunFolder folder, TrainingListener listener) {
    FakeNetwork network = new FakeNetwork();
    Validation validation = scored -> network.state().tensors().get("pixel.weight").toFloats()[0];
    return Trainer.of(
        config,
        config.train().dataset().open(BadFiles.FAIL),
        network,
        folder,
        Optional.of(validation),
        List.of(listener));
  }

  private static void train(Path run, RunConfig config, TrainingListener listener) {
    try (RunFolder folder = RunFolder.create(run)) {
      trainer(config, folder, listener).train();
    } catch (Stop stopped) {
      return;
    }
  }

  private RunFiles uninterrupted() throws IOException {
    Path whole = temporary.resolve("whole");
    train(whole, config, SILENT);
    return RunFiles.of(whole);
  }

  /** Continues the run to its end and returns the warnings. */
  private static List<String> resume(Path run, RunConfig config) {
    List<String> warnings = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void warned(String message) {
            warnings.add(message);
          }
        };
    try (RunFolder folder = RunFolder.resume(run)) {
      assertThat(trainer(config, folder, listener).resume().finished()).isTrue();
    }
    return warnings;
  }

  private void refuses(RunConfig changed, String message) throws IOException {
    RunFiles before = RunFiles.of(run);
    assertThatThrownBy(() -> resume(run, changed))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
    RunFiles.of(run).assertSameAs(before);
  }

  private static String another(Path run, String what, String expected, String found) {
    return ("%s: a resumed run needs the same %s as before; expected %s, found %s. Restore it, or"
            + " start a new run in another folder")
        .formatted(run, what, expected, found);
  }

  @ParameterizedTest
  @CsvSource({
    "Train.Dataloader.batch_size=1, Train.Dataloader.batch_size, 2, 1",
    "Train.Dataloader.batch_size=3, Train.Dataloader.batch_size, 2, 3",
    "Train.Dataloader.drop_last=False, Train.Dataloader.drop_last, true, false",
    "Train.Dataloader.shuffle=False, Train.Dataloader.shuffle, true, false",
    "Model.width_divisor=8, Model.width_divisor, 1, 8",
    "Train.seed=7, seed, 1, 7"
  })
  void refusesSettingsThatGiveThePositionAnotherMeaning(
      String setting, String what, String expected, String found) throws IOException {
    refuses(config.with(List.of(setting)), another(run, what, expected, found));
  }

  @Test
  void goesOnWithSettingsThatChangeNoResult() throws IOException {
    RunFiles expected = uninterrupted();
    List<String> settings =
        List.of(
            "Train.Dataloader.num_workers=1",
            "Train.Dataloader.cache=True",
            "Model.recompute=True",
            "Test.mode=map",
            "Eval.datasets=other");
    assertThat(resume(run, config.with(settings))).isEmpty();
    assertSameResult(expected);
  }

  private void assertSameResult(RunFiles expected) throws IOException {
    RunFiles.of(run).assertSameAs(expected);
  }

  @Test
  void warnsOfEverySettingThatChangesTheResult() throws IOException {
    List<String> settings =
        List.of(
            "Train.Optimizer.lr=1e-3",
            "Train.Dataset.transform_list.random_rotate.range=[0, 90]",
            "Train.loss=mse");
    assertThat(resume(run, config.with(settings)))
        .containsExactly(
            "Train.Dataset.transform_list.random_rotate.range[1] was 359 and is now 90: the result"
                + " will differ from that of the unchanged run",
            "Train.Optimizer.lr was 0.01 and is now 0.001: the result will differ from that of the"
                + " unchanged run",
            "Train.loss was bce_iou and is now mse: the result will differ from that of the"
                + " unchanged run");
  }

  @Test
  void anEditedConfigurationIsTreatedLikeSettings() throws IOException {
    Path file = run.resolve("config.yaml");
    String yaml = Files.readString(file);
    Files.writeString(file, yaml.replace("batch_size: 2", "batch_size: 4"));
    refuses(RunConfig.load(file, List.of()), another(run, "Train.Dataloader.batch_size", "2", "4"));
    Files.writeString(file, yaml.replace("    gamma: 0.9", "    gamma: 0.8"));
    assertThat(resume(run, RunConfig.load(file, List.of())))
        .singleElement()
        .asString()
        .startsWith("Train.Scheduler.gamma was 0.9 and is now 0.8: ");
    Files.writeString(file, yaml.replace("    gamma: 0.9", "    gama: 0.9"));
    assertThatThrownBy(() -> TrainingRun.resume(run, List.of(), List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + ": line ")
        .hasMessageContaining("unknown key 'gama' in Train.Scheduler (did you mean gamma?)");
    Files.writeString(file, yaml.substring(0, yaml.indexOf("Optimizer") + 4));
    assertThatThrownBy(() -> TrainingRun.resume(run, List.of(), List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + ": line ");
  }

  @Test
  void refusesAnEditedLogAndLeavesItAlone() throws IOException {
    Path log = run.resolve("log.jsonl");
    String text = Files.readString(log);
    long kept = Checkpoint.read(new RunLayout(run).latest()).logBytes();
    String restore = ". Restore it from a copy, or start a new run from the checkpoint's weights";
    refusesLog(
        text.substring(0, (int) kept - 1),
        ": the checkpoint was written after "
            + kept
            + " bytes of this log; only "
            + (kept - 1)
            + " are left"
            + restore);
    refusesLog(
        text.replaceFirst("\"step\":0", "\"step\": 0"),
        ": the checkpoint was written after "
            + kept
            + " bytes of this log; no line ends there now"
            + restore);
    refusesLog(text.replaceFirst("\"step\":1", "\"step\":7"), ": line 2: expected step 1; found 7");
    refusesLog(
        text.replaceFirst("\"loss\":", "\"los\" :"),
        ": step 0 of this log has no number as its loss" + restore);
    refusesLog("x".repeat((int) kept - 1) + "\n", ": line 1 is no JSON object");
    String first = text.substring(0, text.indexOf('\n') + 1);
    String blank = "{\"kind\":\"other\",\"text\":\"" + "x".repeat(first.length() - 27) + "\"}\n";
    refusesLog(blank + text.substring(first.length()), ": line 2: expected step 0; found 1");
    String last = text.substring(0, (int) kept);
    int end = last.lastIndexOf("{\"kind\":\"step\"");
    String longer = "{" + " ".repeat((int) kept - end - 3) + "}\n";
    refusesLog(
        last.substring(0, end) + longer,
        ": the checkpoint was written after 3 steps; its part of this log holds 2" + restore);
    RunFiles expected = uninterrupted();
    Files.writeString(log, text);
    assertThat(resume(run, config)).isEmpty();
    assertSameResult(expected);
  }

  private void refusesLog(String edited, String message) throws IOException {
    Path log = run.resolve("log.jsonl");
    Files.writeString(log, edited);
    assertThatThrownBy(() -> resume(run, config))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(log + message);
    assertThat(log).hasContent(edited);
  }

  @Test
  void findsEveryFlippedBitOfACheckpoint() throws IOException {
    Path latest = new RunLayout(run).latest();
    byte[] bytes = Files.readAllBytes(latest);
    Path flipped = temporary.resolve("flipped.safetensors");
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= (byte) (1 << i % 8);
      Files.write(flipped, bytes);
      assertThatThrownBy(() -> Checkpoint.read(flipped))
          .as("byte %d", i)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(flipped.toString());
      bytes[i] ^= (byte) (1 << i % 8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pixel", "name", "removed", "added"})
  void refusesChangedData(String change) throws IOException {
    switch (change) {
      case "pixel" -> changeMask(data.resolve("masks/t3.png"));
      case "name" -> {
        Files.move(data.resolve("images/t3.png"), data.resolve("images/t9.png"));
        Files.move(data.resolve("masks/t3.png"), data.resolve("masks/t9.png"));
      }
      case "removed" -> {
        Files.delete(data.resolve("images/t3.png"));
        Files.delete(data.resolve("masks/t3.png"));
      }
      default -> TinyTissue.write(data, 8);
    }
    assertThatThrownBy(() -> resume(run, config))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(run + ": a resumed run needs the same data as before; expected ");
  }

  private static void changeMask(Path mask) {
    GreyImage image = ImageFiles.readGrey(mask);
    byte[] samples = image.samples().clone();
    samples[0] ^= (byte) 255;
    ImageFiles.write(GreyImage.of(image.size(), samples), mask);
  }

  @Test
  void aMovedRunAndMovedDataGoOn() throws IOException {
    RunFiles expected = uninterrupted();
    Path moved = Files.createDirectories(temporary.resolve("elsewhere")).resolve("moved");
    Files.move(run, moved);
    Files.move(data, temporary.resolve("tissue"));
    assertThat(resume(moved, TinyTissue.config(temporary.resolve("tissue")))).isEmpty();
    RunFiles found = RunFiles.of(moved);
    assertThat(found.contents().get("checkpoints/latest.safetensors"))
        .isEqualTo(expected.contents().get("checkpoints/latest.safetensors"));
    assertThat(found.contents().get("log.jsonl")).isEqualTo(expected.contents().get("log.jsonl"));
  }

  @Test
  void timesOfFilesDoNotMatter() throws IOException {
    RunFiles expected = uninterrupted();
    FileTime future = FileTime.from(Instant.now().plus(Duration.ofDays(400)));
    for (Path root : List.of(run, data)) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.toList()) {
          Files.setLastModifiedTime(file, future);
        }
      }
    }
    assertThat(resume(run, config)).isEmpty();
    assertSameResult(expected);
  }

  /** Does something once, in the middle of the run. */
  private TrainingListener during(Change change) {
    return new TrainingListener() {
      @Override
      public void stepped(StepReport step) {
        if (step.iteration() == 5) {
          try {
            change.make();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        }
      }
    };
  }

  private interface Change {
    void make() throws IOException;
  }

  @Test
  void noticesDataReplacedDuringTheRun() throws IOException {
    RunFiles expected = uninterrupted();
    Path mask = data.resolve("masks/t3.png");
    byte[] original = Files.readAllBytes(mask);
    assertThatThrownBy(() -> resumeDuring(() -> changeMask(mask)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            mask
                + ": was changed while the run used it. Restore it and continue with --resume; the"
                + " last checkpoint is from before the change was noticed");
    Files.write(mask, original);
    assertThat(resume(run, config)).isEmpty();
    assertSameResult(expected);
  }

  @Test
  void noticesDataDeletedOrCutDuringTheRun() throws IOException {
    Path image = data.resolve("images/t3.png");
    byte[] original = Files.readAllBytes(image);
    assertThatThrownBy(() -> resumeDuring(() -> Files.delete(image)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(image + ": ");
    Files.write(image, original);
    assertThatThrownBy(() -> resumeDuring(() -> Files.write(image, new byte[] {1, 2})))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(image + ": ");
    Files.write(image, original);
    RunFiles expected = uninterrupted();
    assertThat(resume(run, config)).isEmpty();
    assertSameResult(expected);
  }

  @Test
  void dataThatWereOnlyTouchedDuringTheRunDoNotMatter() throws IOException {
    RunFiles expected = uninterrupted();
    Path mask = data.resolve("masks/t3.png");
    resumeDuring(() -> Files.setLastModifiedTime(mask, FileTime.from(Instant.EPOCH)));
    assertSameResult(expected);
  }

  private void resumeDuring(Change change) {
    try (RunFolder folder = RunFolder.resume(run)) {
      trainer(config, folder, during(change)).resume();
    }
  }

  @Test
  void aRunFolderDeletedDuringTheRunIsNamed() {
    assertThatThrownBy(() -> resumeDuring(() -> delete(run)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(new RunLayout(run).checkpoints().toString());
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
