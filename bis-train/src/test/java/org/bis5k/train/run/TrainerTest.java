package org.bis5k.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.optimizer.PolySchedule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

  @TempDir Path temporary;
  private Path root;
  private Path run;

  @BeforeEach
  void writeData() {
    root = TinyTissue.write(temporary.resolve("data"), 7);
    run = temporary.resolve("runs").resolve("one");
  }

  private TrainingResult train(
      RunConfig config, FakeNetwork network, Optional<Validation> validation) {
    try (RunFolder folder = RunFolder.create(run)) {
      return Trainer.of(
              config,
              config.train().dataset().open(BadFiles.FAIL),
              network,
              folder,
              validation,
              List.of())
          .train();
    }
  }

  @Test
  void learnsAndKeepsEverythingInItsFolder() throws IOException {
    RunConfig config = TinyTissue.config(root, "Train.Scheduler.epoch=20");
    TrainingResult result = train(config, new FakeNetwork(), Optional.empty());
    assertThat(result.finished()).isTrue();
    assertThat(result.epochs()).isEqualTo(20);
    assertThat(result.iterations()).isEqualTo(60); // 7 pairs, batches of 2, the last one dropped
    List<JsonNode> log = log();
    assertThat(log).hasSize(80);
    JsonNode first = log.get(0);
    assertThat(first.get("kind").asText()).isEqualTo("step");
    assertThat(first.get("step").asInt()).isZero();
    assertThat(first.get("rate").asDouble()).isCloseTo(0.1 * 0.1, within(1e-12));
    assertThat(first.get("losses")).hasSize(2);
    assertThat(first.has("images_per_second")).isTrue();
    JsonNode epoch = log.get(3);
    assertThat(epoch.get("kind").asText()).isEqualTo("epoch");
    double mean = 0;
    for (int i = 0; i < 3; i++) {
      mean += log.get(i).get("loss").asDouble() / 3;
    }
    assertThat(epoch.get("loss").asDouble()).isCloseTo(mean, within(1e-12));
    assertThat(result.lastEpochLoss().getAsDouble())
        .isEqualTo(log.get(79).get("loss").asDouble())
        .isLessThan(0.5 * mean);
    assertThat(RunConfig.load(run.resolve("config.yaml"), List.of())).isEqualTo(config);
    JsonNode provenance = new ObjectMapper().readTree(run.resolve("provenance.json").toFile());
    assertThat(provenance.get("seed").asLong()).isEqualTo(1);
    assertThat(provenance.get("backend").asText()).isEqualTo("fake 1.0");
    assertThat(provenance.get("data").asText())
        .isEqualTo(config.train().dataset().open(BadFiles.FAIL).fingerprint());
    assertThat(javax.imageio.ImageIO.read(run.resolve("loss.png").toFile()).getWidth())
        .isEqualTo(960);
    Checkpoint latest = Checkpoint.read(result.checkpoint());
    assertThat(latest.position()).isEqualTo(new Checkpoint.Position(20, 0, 60));
    assertThat(latest.weights().tensors()).containsOnlyKeys("pixel.weight");
    assertThat(latest.state().metadata()).containsEntry("network", "fake");
    try (Stream<Path> files = Files.list(run.resolve("checkpoints"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("latest.safetensors", "previous.safetensors");
    }
  }

  @Test
  void setsTheRateOfEveryGroupBeforeEachStep() {
    RunConfig config = TinyTissue.config(root, "Train.Optimizer.groups={resnet: 0, \"*\": 2}");
    FakeNetwork network = new FakeNetwork();
    train(config, network, Optional.empty());
    PolySchedule schedule = new PolySchedule(9, 0.9, 1e-7, 2);
    assertThat(network.lastRates).containsExactly(0, schedule.rate(2e-2, 8));
  }

  @Test
  void noEpochsLeaveTheFreshWeightsAsCheckpoint() {
    TrainingResult result =
        train(
            TinyTissue.config(root, "Train.Scheduler.epoch=0"),
            new FakeNetwork(),
            Optional.empty());
    assertThat(result.finished()).isTrue();
    assertThat(result.iterations()).isZero();
    assertThat(result.lastEpochLoss()).isEmpty();
    assertThat(Checkpoint.read(result.checkpoint()).weights().tensors()).hasSize(1);
  }

  @Test
  void stopsOnALossThatIsNotANumberAndNamesTheBatch() {
    FakeNetwork network = new FakeNetwork();
    network.divergeAt = 4;
    RunConfig config = TinyTissue.config(root, "Train.Dataloader.shuffle=False");
    assertThatThrownBy(() -> train(config, network, Optional.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            run
                + ": the loss became NaN at iteration 4 (epoch 2, batch 2) on t2, t3. The last"
                + " checkpoint is untouched. Look at these files, lower Train.Optimizer.lr, or set"
                + " Train.Optimizer.clip_gradients=True. The batch and the network are in "
                + run.resolve("diverged.safetensors"));
    assertThat(Checkpoint.read(run.resolve("checkpoints/latest.safetensors")).position())
        .isEqualTo(new Checkpoint.Position(1, 0, 3));
  }

  @Test
  void keepsTheBestAndEveryNthCheckpoint() throws IOException {
    Iterator<Double> scores = List.of(0.5, 0.8, 0.7, Double.NaN).iterator();
    List<Float> weights = new ArrayList<>();
    FakeNetwork network = new FakeNetwork();
    RunConfig config =
        TinyTissue.config(
            root,
            "Train.Scheduler.epoch=8",
            "Train.Validation.every=2",
            "Train.Checkpoint.checkpoint_epoch=2",
            "Train.Checkpoint.keep_last=2");
    TrainingResult result =
        train(
            config,
            network,
            Optional.of(
                scored -> {
                  weights.add(network.state().tensors().get("pixel.weight").toFloats()[0]);
                  return scores.next();
                }));
    assertThat(scores.hasNext()).isFalse();
    assertThat(result.best()).hasValue(0.8);
    Checkpoint best = Checkpoint.read(run.resolve("checkpoints/best.safetensors"));
    assertThat(best.state().tensors().keySet()).containsExactly("pixel.weight");
    assertThat(best.state().tensors().get("pixel.weight").toFloats()[0]).isEqualTo(weights.get(1));
    assertThat(best.best()).hasValue(0.8);
    try (Stream<Path> files = Files.list(run.resolve("checkpoints"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "latest.safetensors",
              "previous.safetensors",
              "best.safetensors",
              "epoch-0006.safetensors",
              "epoch-0008.safetensors");
    }
  }

  @Test
  void refusesADataSetTooSmallForOneBatch() {
    assertThatThrownBy(
            () ->
                train(
                    TinyTissue.config(root, "Train.Dataloader.batch_size=8"),
                    new FakeNetwork(),
                    Optional.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("The batch size 8 exceeds the 7 samples");
    assertThatThrownBy(
            () ->
                train(
                    TinyTissue.config(
                        root, "Train.Dataset.transform_list={tonumpy: , normalize: , totensor: }"),
                    new FakeNetwork(),
                    Optional.empty()))
        .hasMessage(
            "Train.Dataset.transform_list needs a resize: a batch holds images of one size");
    assertThat(run.resolve("config.yaml")).doesNotExist();
  }

  private List<JsonNode> log() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("log.jsonl"))) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }
}
