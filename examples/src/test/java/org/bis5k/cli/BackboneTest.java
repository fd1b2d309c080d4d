package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bis5k.model.BcsNet;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bis train --backbone} and {@code --weights}. */
final class BackboneTest {

  private static final String STEM = "conv1.0.weight";

  @TempDir Path folder;

  /** The encoder of a fresh network under the names of a bare Res2Net. */
  private WeightFile bareEncoder() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    try (BcsNet net = BcsNet.create(new BcsNetOptions(8, 99))) {
      net.weights(Map.of())
          .tensors()
          .forEach(
              (name, tensor) -> {
                if (name.startsWith("resnet.")) {
                  tensors.put(name.substring("resnet.".length()), tensor);
                }
              });
    }
    return WeightFile.of(tensors, Map.of());
  }

  private CommandRun train(Path run, Object... options) {
    Path data = TinyConfig.data(folder.resolve(run.getFileName() + "-data"));
    Object[] words = new Object[5 + options.length];
    Object[] first = {"train", "--config", TinyConfig.file(folder), "--run", run};
    System.arraycopy(first, 0, words, 0, 5);
    System.arraycopy(options, 0, words, 5, options.length);
    return CommandRun.of(TinyConfig.command(data, run, words));
  }

  @Test
  void startsWithTheEncoderOfABareRes2Net() {
    WeightFile encoder = bareEncoder();
    Path file = folder.resolve("res2net.pth");
    encoder.write(file);
    Path run = folder.resolve("run");
    CommandRun trained =
        train(run, "--backbone", file, "--set", "Train.Optimizer.groups={\"*\": 0}");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    Tensor stem =
        WeightFile.open(run.resolve("checkpoints/latest.safetensors"))
            .tensors()
            .get("resnet." + STEM);
    assertThat(stem.isIdenticalTo(encoder.tensors().get(STEM))).isTrue();
  }

  @Test
  void refusesABackboneOfAnotherWidth() {
    WeightFile encoder = bareEncoder();
    Path file = folder.resolve("res2net.pth");
    encoder.write(file);
    Path run = folder.resolve("run");
    CommandRun trained = train(run, "--backbone", file, "--set", "Model.width_divisor=16");
    assertThat(trained.exitCode()).isEqualTo(2);
    assertThat(trained.err())
        .contains("res2net.pth", "resnet." + STEM + ": expected [2, 3, 3, 3], found [4, 3, 3, 3]");
    assertThat(run).doesNotExist();
  }

  @Test
  void aResumedRunKeepsItsWeights() {
    CommandRun resumed = CommandRun.of("train", "--resume", "--run", folder, "--weights", "x.pth");
    assertThat(resumed.exitCode()).isEqualTo(2);
    assertThat(resumed.err()).contains("leave out --backbone and --weights");
  }
}
