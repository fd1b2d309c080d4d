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
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.train.config.RunConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DivergenceTest {

  @TempDir Path temporary;
  private RunConfig config;
  private BisDataset data;
  private Path run;

  @BeforeEach
  void writeData() {
    config =
        TinyTissue.config(
            TinyTissue.write(temporary.resolve("data"), 4),
            "Train.Dataloader.shuffle=False",
            "Train.Checkpoint.checkpoint_steps=1");
    data = config.train().dataset().open(BadFiles.FAIL);
    run = temporary.resolve("run");
  }

  private void train(FakeNetwork network) {
    try (RunFolder folder = RunFolder.create(run)) {
      Trainer.of(config, data, network, folder, Optional.empty(), List.of()).train();
    }
  }

  @Test
  void theDumpHoldsTheBatchAndTheNetwork() {
    FakeNetwork network = new FakeNetwork();
    network.divergeAt = 1;
    assertThatThrownBy(() -> train(network)).isInstanceOf(InvalidInputException.class);
    WeightFile dump = WeightFile.open(run.resolve("diverged.safetensors"));
    Map<String, Tensor> tensors = dump.tensors();
    assertThat(tensors.get("batch.images").shape()).containsExactly(2, 3, 16, 16);
    assertThat(tensors.get("batch.masks").shape()).containsExactly(2, 1, 16, 16);
    for (float value : tensors.get("batch.masks").toFloats()) {
      assertThat(value).isBetween(0f, 1f);
    }
    assertThat(tensors.get("pixel.weight").toFloats())
        .isEqualTo(network.state().tensors().get("pixel.weight").toFloats());
    assertThat(dump.metadata().get("message"))
        .startsWith("the loss became NaN at iteration 1 (epoch 1, batch 2) on t2, t3.");
  }

  @Test
  void withoutADumpTheErrorIsStillTheLoss() throws IOException {
    FakeNetwork network = new FakeNetwork();
    network.divergeAt = 1;
    Files.createDirectories(run.resolve("diverged.safetensors"));
    assertThatThrownBy(() -> train(network))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(run + ": the loss became NaN at iteration 1")
        .hasMessageEndingWith(
            ". There is no dump: "
                + run.resolve("diverged.safetensors")
                + ": cannot be written: it is a folder");
  }

  @Test
  void weightsThatAreNotFiniteNeverReachACheckpoint() {
    FakeNetwork network = new FakeNetwork();
    network.poisonAt = 2;
    assertThatThrownBy(() -> train(network))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            run
                + ": pixel.weight [4] holds numbers that are not finite before iteration 3; no"
                + " checkpoint is written. The last checkpoint is untouched. It may help"
                + " to lower Train.Optimizer.lr, or set Train.Optimizer.clip_gradients=True");
    Checkpoint latest = Checkpoint.read(run.resolve("checkpoints/latest.safetensors"));
    assertThat(latest.position().iteration()).isEqualTo(2);
    assertThat(latest.weights().tensors().get("pixel.weight").toFloats()[0]).isFinite();
  }
}
