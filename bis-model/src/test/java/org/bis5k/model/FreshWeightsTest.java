package org.bis5k.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.bis5k.model.graph.CheckpointLayout;
import org.bis5k.model.graph.InitialValues;
import org.bis5k.model.graph.ParameterSpec;
import org.bis5k.model.graph.Scope;
import org.bis5k.model.graph.Wiring;
import org.bis5k.model.kernel.ConvGeometry;
import org.bis5k.model.network.BcsNetGraph;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.model.weights.SameWeights;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FreshWeightsTest {

  private static final CheckpointLayout LAYOUT = BcsNetGraph.of(BcsNetOptions.ofWidth(16)).layout();

  /** The weight of a convolution, in the encoder if its name says so. */
  private static ParameterSpec weight(String name, int in, int out, int height, int width) {
    Scope scope = new Wiring().scope();
    if (name.startsWith("resnet.")) {
      scope = scope.withInitial(InitialValues.KAIMING_FAN_OUT);
    }
    String module = name.substring(0, name.length() - ".weight".length());
    ConvGeometry geometry = new ConvGeometry(in, out, height, width, 1, 1);
    return scope.convolution(module, geometry).parameters().get(0);
  }

  @Test
  void theEncodersConvolutionsStartByFanOutAndAllOthersByFanIn() {
    for (ParameterSpec tensor : LAYOUT.tensors()) {
      if (tensor.shape().length == 4) {
        assertThat(tensor.initial())
            .as(tensor.checkpointName())
            .isEqualTo(
                tensor.checkpointName().startsWith("resnet.")
                    ? InitialValues.KAIMING_FAN_OUT
                    : InitialValues.KAIMING_FAN_IN);
      }
    }
  }

  /** Fan-out 64 x 9 in the encoder, fan-in 20 x 9 elsewhere; deviation root (2 / fan). */
  @ParameterizedTest
  @CsvSource({
    "resnet.layer1.0.convs.0.weight, 64, 20, 3, 3, 576",
    "tir1.conv_cat.conv.weight, 64, 20, 3, 3, 180",
    "resnet.layer1.0.conv1.weight, 300, 50, 1, 1, 300",
    "context1.branch1.conv1.conv.weight, 100, 60, 1, 7, 420"
  })
  void convolutionsAreKaimingNormal(String name, int out, int in, int height, int width, int fan) {
    float[] values = new FreshWeights(7).of(weight(name, in, out, height, width));

    double deviation = Math.sqrt(2.0 / fan);
    double mean = 0;
    double square = 0;
    double fourth = 0;
    int inside = 0;
    for (float value : values) {
      double u = value / deviation;
      mean += u / values.length;
      square += u * u / values.length;
      fourth += u * u * u * u / values.length;
      inside += Math.abs(u) < 1 ? 1 : 0;
    }
    // More than 11,000 draws: all bounds lie beyond four standard errors.
    assertThat(values).hasSizeGreaterThan(11_000);
    assertThat(mean).isCloseTo(0, within(0.04));
    assertThat(square).isCloseTo(1, Percentage.withPercentage(6));
    assertThat(fourth).as("a normal's fourth moment").isCloseTo(3, within(0.4));
    assertThat((double) inside / values.length).isCloseTo(0.6827, within(0.018));
  }

  @Test
  void theRestStartsAsPyTorchStartsIt() {
    assertThat(fresh("tir1.conv_cat.bn.weight")).hasSize(8).containsOnly(1);
    assertThat(fresh("tir1.conv_cat.bn.bias")).containsOnly(0);
    assertThat(fresh("tir1.conv_cat.bn.running_mean")).containsOnly(0);
    assertThat(fresh("tir1.conv_cat.bn.running_var")).containsOnly(1);
    assertThat(fresh("decoder0.Hattn.gamma")).hasSize(1).containsOnly(0);
    float[] classifier = fresh("resnet.fc.weight");
    assertThat(classifier).hasSize(1000 * 128);
    assertThat(Arrays.equals(classifier, new float[1000 * 128])).isFalse();
    for (float value : classifier) {
      assertThat(Math.abs(value)).isLessThanOrEqualTo((float) (1 / Math.sqrt(128)));
    }
  }

  private static float[] fresh(String name) {
    return LAYOUT.tensors().stream()
        .filter(tensor -> tensor.checkpointName().equals(name))
        .map(new FreshWeights(1)::of)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void equalSeedsGiveEqualBitsAndOtherSeedsOthers() {
    WeightFile first = fresh(3);
    WeightFile other = fresh(4);
    SameWeights.check(fresh(3), first);
    first
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (tensor.shape().length == 4) {
                assertThat(tensor.isIdenticalTo(other.tensors().get(name))).as(name).isFalse();
              }
            });
    Tensor one = first.tensors().get("decoder1.conv1.conv.weight");
    Tensor two = first.tensors().get("decoder2.conv1.conv.weight");
    assertThat(one.isIdenticalTo(two)).as("parameters of one shape draw apart").isFalse();
  }

  /** As a separate calculation gives them; a change would silently change every seeded run. */
  @Test
  void theFirstDrawsOfASeedStayWhatTheyAre() {
    assertThat(new FreshWeights(1).of(weight("tir1.branch0.conv.weight", 2, 2, 1, 1)))
        .containsExactly(
            1.1283842291952872f, 0.8316765503138859f, 0.03668649356899186f, -1.0484901023340094f);
  }

  private static WeightFile fresh(long seed) {
    try (BcsNet net = BcsNet.create(new BcsNetOptions(16, seed))) {
      return net.weights(Map.of());
    }
  }
}
