package org.bis5k.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bis5k.data.InvalidInputException;
import org.bis5k.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that PyTorch 1.13 wrote. */
class TorchFileTest {

  private static final Map<String, Tensor.Type> TYPES =
      Map.of(
          "torch.float16", Tensor.Type.F16,
          "torch.bfloat16", Tensor.Type.BF16,
          "torch.float32", Tensor.Type.F32,
          "torch.float64", Tensor.Type.F64,
          "torch.uint8", Tensor.Type.U8,
          "torch.int32", Tensor.Type.I32,
          "torch.int64", Tensor.Type.I64,
          "torch.bool", Tensor.Type.BOOL);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"dtypes.zip.pth", "dtypes.legacy.pth", "nested.zip.pth", "nested.legacy.pth"})
  void everyTypeAndStrideHasItsValues(String name) throws IOException {
    WeightFile weights = WeightFile.open(resource(name));

    JsonNode expected = new ObjectMapper().readTree(Files.readAllBytes(resource("dtypes.json")));
    List<String> names = new ArrayList<>();
    expected.fieldNames().forEachRemaining(names::add);
    assertThat(weights.tensors().keySet()).containsExactlyElementsOf(names);
    for (String key : names) {
      Tensor tensor = weights.tensors().get(key);
      assertThat(tensor.type())
          .as(key)
          .isEqualTo(TYPES.get(expected.at("/" + key + "/dtype").asText()));
      assertThat(tensor.shape()).as(key).containsExactly(longs(expected.at("/" + key + "/shape")));
      JsonNode values = expected.at("/" + key + "/values");
      assertThat(tensor.elements()).as(key).isEqualTo(values.size());
      for (int i = 0; i < values.size(); i++) {
        assertThat(tensor.at(i)).as(key + " " + i).isEqualTo(values.get(i).asDouble());
      }
    }
  }

  @Test
  void theMetadataTellWhatWasLeftOut() throws IOException {
    assertThat(WeightFile.open(resource("dtypes.legacy.pth")).metadata())
        .isEqualTo(Map.of("source.container", "pth (legacy)"));
    assertThat(WeightFile.open(resource("nested.zip.pth")).metadata())
        .isEqualTo(
            Map.of(
                "source.container", "pth (zip)",
                "source.dictionary", "state_dict",
                "source.prefix", "module.",
                "source.ignored", "epoch (3), optimizer (dictionary of 2)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.zip.pth", "evil.legacy.pth"})
  void aPickleThatWouldRunACommandIsRefusedByName(String name) throws IOException {
    Path file = resource(name);

    assertThatThrownBy(() -> WeightFile.open(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + ": refused: its pickle asks for posix.system, which no state dictionary needs and"
                + " which could run code. Nothing was run. Load weights only from sources you"
                + " trust, saved as a plain state dictionary");
    assertThat(Path.of("pwned-by-pickle")).doesNotExist();
    assertThat(folder.toFile().list()).containsExactly(name);
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    Path zip = resource("truncated.zip.pth");
    Path legacy = resource("truncated.legacy.pth");

    assertThatThrownBy(() -> WeightFile.open(zip))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            zip + ": the zip directory at its end is missing: the file is truncated or damaged");
    assertThatThrownBy(() -> WeightFile.open(legacy))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            legacy
                + ": storage 985831184 should hold 24 elements of 4 bytes, but only 72 bytes are"
                + " left: the file is truncated or damaged");
  }

  @Test
  void bothContainersOfANetworkHoldTheSameWeights() {
    WeightFile zip = WeightFile.open(SharedData.require("golden/pth/bcsnet_div16.zip.pth"));
    WeightFile legacy = WeightFile.open(SharedData.require("golden/pth/bcsnet_div16.legacy.pth"));

    assertThat(zip.tensors()).hasSizeGreaterThan(2000);
    SameWeights.check(zip, legacy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"safetensors", "pth"})
  void aNetworkComesBackWithIdenticalBits(String ending) {
    WeightFile original = WeightFile.open(SharedData.require("golden/pth/bcsnet_div16.zip.pth"));
    Path file = folder.resolve("net." + ending);

    original.write(file);

    SameWeights.check(WeightFile.open(file), original);
  }

  @Test
  void everyTypeComesBackThroughBothFormats() throws IOException {
    WeightFile original = WeightFile.open(resource("dtypes.zip.pth"));

    original.write(folder.resolve("a.safetensors"));
    WeightFile.open(folder.resolve("a.safetensors")).write(folder.resolve("b.pth"));
    WeightFile back = WeightFile.open(folder.resolve("b.pth"));
    back.write(folder.resolve("b.pth"));

    SameWeights.check(back, original);
    SameWeights.check(WeightFile.open(folder.resolve("b.pth")), original);
  }

  @Test
  void metadataTravelInBothFormats() {
    Map<String, String> metadata = Map.of("width.divisor", "8", "a \"note\"", "\u00fc\n");
    WeightFile weights = WeightFile.of(Map.of("w", Tensor.ofFloats(new float[] {1}, 1)), metadata);

    weights.write(folder.resolve("w.pth"));
    WeightFile.open(folder.resolve("w.pth")).write(folder.resolve("w.safetensors"));

    assertThat(WeightFile.open(folder.resolve("w.safetensors")).metadata())
        .containsAllEntriesOf(metadata)
        .containsEntry("source.container", "pth (zip)");
  }

  private static long[] longs(JsonNode array) {
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asLong();
    }
    return values;
  }

  private Path resource(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = TorchFileTest.class.getResourceAsStream("/golden/pth/" + name)) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }
}
