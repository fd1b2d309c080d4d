package org.bis5k.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.graph.CheckpointLayout;
import org.bis5k.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BcsNetParametersTest {

  private static CheckpointLayout layout(int divisor) {
    return BcsNetGraph.of(BcsNetOptions.ofWidth(divisor)).layout();
  }

  /** The counts are those of the reference network, without running statistics and counters. */
  @ParameterizedTest
  @CsvSource({"1, 387693444", "8, 6307469"})
  void theNumberOfParametersIsTheReferences(int divisor, long expected) {
    long count =
        layout(divisor).shapes().entrySet().stream()
            .filter(entry -> !entry.getKey().matches(".*(running_(mean|var)|batches_tracked)"))
            .mapToLong(entry -> Arrays.stream(entry.getValue()).reduce(1, Math::multiplyExact))
            .sum();

    assertThat(count).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void namesShapesAndOrderAreThoseOfTheReference(int divisor) throws IOException {
    JsonNode keys =
        new ObjectMapper()
            .readTree(SharedData.require("golden/net/bcsnet_div" + divisor + ".json").toFile())
            .get("keys");
    List<String> expected = new ArrayList<>();
    keys.forEach(key -> expected.add(key.get(0).asText() + " " + shape(key.get(1))));

    List<String> found = new ArrayList<>();
    layout(divisor)
        .shapes()
        .forEach((name, shape) -> found.add(name + " " + Arrays.toString(shape)));

    assertThat(found).containsExactlyElementsOf(expected);
  }

  private static String shape(JsonNode array) {
    List<Long> values = new ArrayList<>();
    array.forEach(value -> values.add(value.asLong()));
    return values.toString();
  }

  @Test
  void theBackboneIsTheFirstPart() {
    Map<String, long[]> backbone = layout(4).module("resnet").shapes();

    assertThat(backbone.keySet()).allMatch(name -> name.startsWith("resnet."));
    assertThat(backbone.get("resnet.fc.weight")).containsExactly(1000, 512);
  }

  @Test
  void anotherDivisorIsAnError() {
    assertThatThrownBy(() -> layout(3))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("The width divisor of BCSNet must be one of [1, 2, 4, 8, 16]; found 3");
  }
}
