package org.bis5k.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.train.config.RunConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {

  @TempDir Path temporary;
  private Path root;
  private RunConfig config;

  @BeforeEach
  void writeData() {
    root = TinyTissue.write(temporary.resolve("data"), 7);
    config = TinyTissue.config(root);
  }

  private static Trainer trainer(
      RunConfig config, RunFolder folder, FakeNetwork network, TrainingListener listener) {
    Validation validation = scored -> network.state().tensors().get("pixel.weight").toFloats()[0];
    return Trainer.of(
        config,
        config.train().dataset().open(BadFiles.FAIL),
        network,
        folder,
        Optional.of(validation),
        List.of(listener));
  }

  private FakeNetwork uninterrupted(Path run) {
    FakeNetwork network = new FakeNetwork();
    try (RunFolder folder = RunFolder.create(run)) {
      trainer(config, folder, network, new TrainingListener() {}).train();
    }
    return network;
  }

  /** Stops after the given step: in the middle of an epoch, and at the last batch of one. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 5, 7})
  void aStoppedRunEndsWithTheSameWeightsAndLog(int last) throws IOException {
    FakeNetwork whole = uninterrupted(temporary.resolve("whole"));
    Path run = temporary.resolve("stopped");
    try (RunFolder folder = RunFolder.create(run)) {
      Trainer[] trainer = new Trainer[1];
      trainer[0] =
          trainer(
              config,
              folder,
              new FakeNetwork(),
              new TrainingListener() {
                @Override
                public void stepped(StepReport step) {
                  if (step.iteration() == last) {
                    trainer[0].stop();
                  }
                }
              });
      TrainingResult result = trainer[0].train();
      assertThat(result.finished()).isFalse();
      assertThat(result.iterations()).isEqualTo(last + 1);
    }
    assertContinuesTo(whole, run);
  }

  @Test
  void aRunThatDiedContinuesFromItsLastCheckpoint() throws IOException {
    FakeNetwork whole = uninterrupted(temporary.resolve("whole"));
    Path run = temporary.resolve("died");
    try (RunFolder folder = RunFolder.create(run)) {
      Trainer trainer =
          trainer(
              config,
              folder,
              new FakeNetwork(),
              new TrainingListener() {
                @Override
                public void stepped(StepReport step) {
                  if (step.iteration() == 4) {
                    throw new IllegalStateException("power");
                  }
                }
              });
      assertThatThrownBy(trainer::train).hasMessage("power");
    }
    Files.writeString(run.resolve("log.jsonl"), "{\"kind\":\"st", StandardOpenOption.APPEND);
    assertContinuesTo(whole, run);
  }

  @Test
  void aDamagedLatestFallsBackToThePreviousAndNamesIt() throws IOException {
    FakeNetwork whole = uninterrupted(temporary.resolve("whole"));
    Path run = temporary.resolve("damaged");
    uninterrupted(run);
    Path latest = run.resolve("checkpoints/latest.safetensors");
    Files.write(latest, new byte[] {1, 2, 3});
    List<String> warnings = assertContinuesTo(whole, run);
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith(latest.toString())
        .endsWith("an earlier checkpoint is used, if there is one");
    Files.write(latest, new byte[0]);
    Files.write(run.resolve("checkpoints/previous.safetensors"), new byte[0]);
    try (RunFolder folder = RunFolder.resume(run)) {
      Trainer trainer = trainer(config, folder, new FakeNetwork(), new TrainingListener() {});
      assertThatThrownBy(trainer::resume).isInstanceOf(InvalidInputException.class);
    }
  }

  @Test
  void oneFlippedBitIsFound() throws IOException {
    FakeNetwork whole = uninterrupted(temporary.resolve("whole"));
    Path run = temporary.resolve("flipped");
    uninterrupted(run);
    Path latest = run.resolve("checkpoints/latest.safetensors");
    byte[] bytes = Files.readAllBytes(latest);
    bytes[bytes.length - 1] ^= 1;
    Files.write(latest, bytes);
    assertThat(assertContinuesTo(whole, run))
        .singleElement()
        .asString()
        .startsWith(latest + ": damaged: its tensors and metadata do not have the checksum ");
  }

  @Test
  void aRunThatDiedBetweenTwoMovesLosesNothing() throws IOException {
    FakeNetwork whole = uninterrupted(temporary.resolve("whole"));
    Path run = temporary.resolve("moves");
    uninterrupted(run);
    Path checkpoints = run.resolve("checkpoints");
    Files.move(checkpoints.resolve("latest.safetensors"), checkpoints.resolve("next.safetensors"));
    Files.writeString(checkpoints.resolve(".next.safetensors.1.tmp"), "half");
    Files.writeString(run.resolve(".config.yaml.tmp"), "half");
    assertThat(assertContinuesTo(whole, run)).isEmpty();
    assertThat(checkpoints.resolve("next.safetensors")).doesNotExist();
    assertThat(checkpoints.resolve("latest.safetensors")).exists();
    assertThat(checkpoints.resolve(".next.safetensors.1.tmp")).doesNotExist();
    assertThat(run.resolve(".config.yaml.tmp")).doesNotExist();
  }

  @Test
  void aLogCutShortIsReported() throws IOException {
    Path run = temporary.resolve("log");
    uninterrupted(run);
    Files.writeString(run.resolve("log.jsonl"), "{}\n");
    try (RunFolder folder = RunFolder.resume(run)) {
      Trainer trainer = trainer(config, folder, new FakeNetwork(), new TrainingListener() {});
      assertThatThrownBy(trainer::resume)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("bytes of this log; only 3 are left. Restore it");
    }
  }

  private List<String> assertContinuesTo(FakeNetwork whole, Path run) throws IOException {
    FakeNetwork network = new FakeNetwork();
    List<String> warnings = new ArrayList<>();
    try (RunFolder folder = RunFolder.resume(run)) {
      TrainingResult result =
          trainer(
                  config,
                  folder,
                  network,
                  new TrainingListener() {
                    @Override
                    public void warned(String message) {
                      warnings.add(message);
                    }
                  })
              .resume();
      assertThat(result.finished()).isTrue();
      assertThat(result.iterations()).isEqualTo(9);
    }
    whole
        .state()
        .tensors()
        .forEach(
            (name, tensor) ->
                assertThat(tensor.isIdenticalTo(network.state().tensors().get(name)))
                    .as(name)
                    .isTrue());
    assertThat(untimed(run)).isEqualTo(untimed(temporary.resolve("whole")));
    return warnings;
  }

  private static List<ObjectNode> untimed(Path run) throws IOException {
    List<ObjectNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("log.jsonl"))) {
      ObjectNode node = (ObjectNode) new ObjectMapper().readTree(line);
      node.remove(List.of("seconds", "images_per_second"));
      lines.add(node);
    }
    return lines;
  }

  @Test
  void refusesAnotherSeedOrAnotherDataSet() {
    Path run = temporary.resolve("run");
    uninterrupted(run);
    try (RunFolder folder = RunFolder.resume(run)) {
      RunConfig seeded = TinyTissue.config(root, "Train.seed=2");
      assertThatThrownBy(
              () -> trainer(seeded, folder, new FakeNetwork(), new TrainingListener() {}).resume())
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              run
                  + ": a resumed run needs the same seed as before; expected 1, found 2. Restore it,"
                  + " or start a new run in another folder");
      RunConfig other = TinyTissue.config(TinyTissue.write(temporary.resolve("more"), 8));
      assertThatThrownBy(
              () -> trainer(other, folder, new FakeNetwork(), new TrainingListener() {}).resume())
          .hasMessageStartingWith(run + ": a resumed run needs the same data as before; expected");
    }
  }
}
