package org.bis5k.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.network.BcsNetGraph;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.model.weights.SameWeights;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.testing.FormulaStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loading, keeping and giving out a network's weights. */
final class BcsNetWeightsTest {

  private static final Path FILE = Path.of("some.pth");

  @TempDir Path folder;
  private final BcsNet net = BcsNet.create(new BcsNetOptions(16, 1));

  @AfterEach
  void close() {
    net.close();
  }

  /** Every tensor filled with values of its own, batch counters and unused ones included. */
  private static Map<String, Tensor> marked() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    BcsNetGraph.of(BcsNetOptions.ofWidth(16))
        .layout()
        .shapes()
        .forEach(
            (name, shape) -> {
              int length = (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
              tensors.put(
                  name,
                  shape.length == 0
                      ? Tensor.ofLongs(new long[] {1000L + tensors.size()})
                      : Tensor.ofFloats(FormulaStream.named(name).floats(length), shape));
            });
    return tensors;
  }

  @Test
  void everyTensorSurvivesImportAndExportTheUnusedOnesToo() {
    WeightFile original = WeightFile.of(marked(), Map.of());
    assertThat(original.tensors())
        .containsKeys("resnet.fc.weight", "resnet.fc.bias", "decoder.conv5.conv.weight")
        .containsKeys("decoder.conv1.bn.num_batches_tracked", "resnet.bn1.num_batches_tracked");

    net.load(original, FILE);

    WeightFile exported = net.weights(Map.of("source", "test"));
    SameWeights.check(exported, original);
    assertThat(exported.metadata()).isEqualTo(Map.of("source", "test"));
    assertThat(exported.tensors().get("resnet.bn1.num_batches_tracked").type())
        .isEqualTo(Tensor.Type.I64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"net.pth", "net.safetensors"})
  void aFileGivesTheSameNetwork(String name) {
    net.load(WeightFile.of(marked(), Map.of()), FILE);
    Path file = folder.resolve(name);
    net.weights(Map.of()).write(file);
    try (BcsNet again = BcsNet.load(file)) {
      assertThat(again.options().widthDivisor()).isEqualTo(16);
      SameWeights.check(again.weights(Map.of()), net.weights(Map.of()));
    }
  }

  @Test
  void aTrainingCheckpointLoadsWithoutItsOptimiser() {
    Map<String, Tensor> tensors = marked();
    tensors.put("optimizer.first.resnet.bn1.weight", Tensor.ofFloats(new float[4], 4));
    tensors.put("optimizer.steps", Tensor.ofLongs(new long[] {7}));
    Path file = folder.resolve("latest.safetensors");
    WeightFile.of(tensors, Map.of()).write(file);
    try (BcsNet again = BcsNet.load(file)) {
      SameWeights.check(again.weights(Map.of()), WeightFile.of(marked(), Map.of()));
    }
  }

  @Test
  void allThatDoesNotFitIsListedAtOnceAndNothingIsChanged() {
    WeightFile before = net.weights(Map.of());
    Map<String, Tensor> tensors = marked();
    tensors.remove("resnet.bn1.running_var");
    tensors.remove("tir2.conv_cat.conv.weight");
    tensors.put("resnet.conv1.0.weight", Tensor.ofFloats(new float[6], 2, 3));
    tensors.put("decoder0.Hattn.gamma", Tensor.ofFloats(new float[1]));
    tensors.put("head.weight", Tensor.ofFloats(new float[1], 1));

    assertThatThrownBy(() -> net.load(WeightFile.of(tensors, Map.of()), FILE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            some.pth: its tensors are not those of the network:
            2 missing:
              resnet.bn1.running_var
              tir2.conv_cat.conv.weight
            1 unexpected:
              head.weight
            2 of another shape:
              resnet.conv1.0.weight: expected [2, 3, 3, 3], found [2, 3]
              decoder0.Hattn.gamma: expected [1], found []""");
    SameWeights.check(net.weights(Map.of()), before);
  }

  @Test
  void aBareBackboneSetsTheEncoderAlone() {
    WeightFile before = net.weights(Map.of());
    Map<String, Tensor> bare = new LinkedHashMap<>();
    marked()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith("resnet.")) {
                bare.put(name.substring("resnet.".length()), tensor);
              }
            });

    net.loadBackbone(WeightFile.of(bare, Map.of()), FILE);

    Map<String, Tensor> expected = new LinkedHashMap<>(before.tensors());
    bare.forEach((name, tensor) -> expected.put("resnet." + name, tensor));
    SameWeights.check(net.weights(Map.of()), WeightFile.of(expected, Map.of()));
  }

  @Test
  void aWholeNetworkServesAsBackbone() {
    net.loadBackbone(WeightFile.of(marked(), Map.of()), FILE);
    WeightFile after = net.weights(Map.of());
    String encoder = "resnet.layer4.2.conv3.weight";
    assertThat(after.tensors().get(encoder).isIdenticalTo(marked().get(encoder))).isTrue();
    String decoder = "decoder1.conv1.conv.weight";
    assertThat(after.tensors().get(decoder).isIdenticalTo(marked().get(decoder))).isFalse();
  }

  @Test
  void aBackboneThatLacksATensorIsRefused() {
    Map<String, Tensor> bare = new LinkedHashMap<>();
    marked()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith("resnet.") && !name.equals("resnet.fc.bias")) {
                bare.put(name.substring("resnet.".length()), tensor);
              }
            });
    assertThatThrownBy(() -> net.loadBackbone(WeightFile.of(bare, Map.of()), FILE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            some.pth: its tensors are not those of the network:
            1 missing:
              resnet.fc.bias""");
  }

  @Test
  void onlyABcsNetCanBeLoadedAsOne() {
    Path bare = folder.resolve("bare.safetensors");
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    marked()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith("resnet.")) {
                tensors.put(name.substring("resnet.".length()), tensor);
              }
            });
    WeightFile.of(tensors, Map.of()).write(bare);
    assertThatThrownBy(() -> BcsNet.load(bare))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            bare
                + ": expected the weights of a BCSNet; found a bare Res2Net, which can only start a"
                + " training (Model.backbone)");
    Path other = folder.resolve("other.safetensors");
    WeightFile.of(Map.of("w", Tensor.ofFloats(new float[1], 1)), Map.of()).write(other);
    assertThatThrownBy(() -> BcsNet.load(other))
        .hasMessage(other + ": expected the weights of a BCSNet; found another network's");
  }
}
