package org.bis5k.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.WeightKind;
import org.bis5k.model.network.BcsNetGraph;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.testing.SharedData;
import org.junit.jupiter.api.Test;

class StateDictMatchTest {

  @Test
  void everyDifferenceIsListedAtOnce() {
    Map<String, long[]> expected = new LinkedHashMap<>();
    expected.put("a", new long[] {2, 3});
    expected.put("b", new long[] {1});
    expected.put("c", new long[] {1});
    expected.put("d", new long[] {});
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("x", Tensor.ofFloats(new float[1], 1));
    tensors.put("a", Tensor.ofFloats(new float[6], 3, 2));
    tensors.put("d", Tensor.ofFloats(new float[1], 1));
    tensors.put("b", Tensor.ofFloats(new float[1], 1));

    StateDictMatch match = StateDictMatch.of(expected, WeightFile.of(tensors, Map.of()));

    assertThat(match.missing()).containsExactly("c");
    assertThat(match.unexpected()).containsExactly("x");
    assertThat(match.misshaped())
        .containsExactly(
            new StateDictMatch.Misshaped("a", List.of(2L, 3L), List.of(3L, 2L)),
            new StateDictMatch.Misshaped("d", List.of(), List.of(1L)));
    assertThatThrownBy(() -> match.require(Path.of("w.pth")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            w.pth: its tensors are not those of the network:
            1 missing:
              c
            1 unexpected:
              x
            2 of another shape:
              a: expected [2, 3], found [3, 2]
              d: expected [], found [1]""");
  }

  @Test
  void anExactMatchReportsNothing() {
    StateDictMatch match =
        StateDictMatch.of(
            Map.of("a", new long[] {1}),
            WeightFile.of(Map.of("a", Tensor.ofFloats(new float[1], 1)), Map.of()));

    assertThat(match.isExact()).isTrue();
    assertThat(match.report()).isEmpty();
    assertThatCode(() -> match.require(Path.of("w.pth"))).doesNotThrowAnyException();
  }

  @Test
  void aNetworksCheckpointIsRecognisedAndMatches() {
    WeightFile weights = WeightFile.open(SharedData.require("golden/pth/bcsnet_div16.zip.pth"));

    assertThat(WeightKind.of(weights)).isEqualTo(new WeightKind(WeightKind.Family.BCSNET, 16));
    assertThat(
            StateDictMatch.of(BcsNetGraph.of(BcsNetOptions.ofWidth(16)).layout().shapes(), weights)
                .isExact())
        .isTrue();
    assertThat(weights.tensors().keySet())
        .containsExactlyElementsOf(
            BcsNetGraph.of(BcsNetOptions.ofWidth(16)).layout().shapes().keySet());
  }

  @Test
  void aBareBackboneGetsItsPrefix() {
    Map<String, Tensor> bare = new LinkedHashMap<>();
    zeros(BcsNetGraph.of(BcsNetOptions.ofWidth(8)).layout().module("resnet").shapes())
        .forEach((name, tensor) -> bare.put(name.substring("resnet.".length()), tensor));
    WeightFile weights = WeightFile.of(bare, Map.of("k", "v"));

    WeightFile backbone = WeightKind.backboneOf(weights);

    assertThat(WeightKind.of(weights)).isEqualTo(new WeightKind(WeightKind.Family.RES2NET, 8));
    assertThat(
            StateDictMatch.of(
                    BcsNetGraph.of(BcsNetOptions.ofWidth(8)).layout().module("resnet").shapes(),
                    backbone)
                .isExact())
        .isTrue();
    assertThat(backbone.metadata()).containsEntry("k", "v");
  }

  @Test
  void aBackboneComesOutOfAWholeNetwork() {
    WeightFile weights =
        WeightFile.of(zeros(BcsNetGraph.of(BcsNetOptions.ofWidth(4)).layout().shapes()), Map.of());

    assertThat(WeightKind.of(weights)).isEqualTo(new WeightKind(WeightKind.Family.BCSNET, 4));
    assertThat(WeightKind.backboneOf(weights).tensors().keySet())
        .containsExactlyElementsOf(
            BcsNetGraph.of(BcsNetOptions.ofWidth(4)).layout().module("resnet").shapes().keySet());
  }

  @Test
  void otherWeightsAreForeign() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("conv1.0.weight", Tensor.ofFloats(new float[32 * 27], 32, 3, 3, 3));
    tensors.put("layer4.0.conv3.weight", Tensor.ofFloats(new float[1024], 1024, 1, 1, 1));
    WeightFile weights = WeightFile.of(tensors, Map.of());

    assertThat(WeightKind.of(weights)).isEqualTo(new WeightKind(WeightKind.Family.FOREIGN, 0));
    assertThat(WeightKind.backboneOf(weights).tensors()).isEmpty();
  }

  private static Map<String, Tensor> zeros(Map<String, long[]> shapes) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    shapes.forEach(
        (name, shape) -> {
          int bytes = (int) Tensor.byteCount(Tensor.Type.F32, shape);
          tensors.put(name, Tensor.ofFloats(new float[bytes / 4], shape));
        });
    return tensors;
  }
}
