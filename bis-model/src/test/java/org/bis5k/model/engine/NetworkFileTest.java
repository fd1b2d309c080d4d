package org.bis5k.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.model.BcsNet;
import org.bis5k.model.engine.SegmenterOptions.Device;
import org.bis5k.model.engine.SegmenterOptions.Engine;
import org.bis5k.model.network.BcsNetOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that a program needs of a network's file comes from one open file. */
final class NetworkFileTest {

  private static final Size SIZE = Size.square(16);

  @TempDir static Path folder;

  @BeforeAll
  static void writeFiles() {
    try (BcsNet net = BcsNet.create(new BcsNetOptions(16, 5))) {
      net.weights(Map.of("note", "seed 5")).write(folder.resolve("net.safetensors"));
      OnnxExport.of(
              net,
              OnnxExport.Options.of(Preprocessing.released())
                  .withMetadata(Map.of("note", "seed 5")))
          .write(folder.resolve("net.onnx"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"net.safetensors", "net.onnx"})
  void metadataChecksumAndNetworkComeFromOneOpenFile(String name) throws IOException {
    Path file = folder.resolve(name);
    String expected = MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
    try (NetworkFile network = NetworkFile.open(file)) {
      assertThat(network.path()).isEqualTo(file);
      assertThat(network.isOnnx()).isEqualTo(name.endsWith(".onnx"));
      assertThat(network.weights().isPresent()).isNotEqualTo(network.isOnnx());
      assertThat(network.metadata()).containsEntry("note", "seed 5");
      assertThat(network.sha256()).isEqualTo(expected);
    }
  }

  /** DL4J and the export read the open file, not one that has taken its place. */
  @ParameterizedTest
  @ValueSource(strings = {"DL4J", "ONNX"})
  void weightsAreNotOpenedAgain(Engine engine) throws IOException {
    Path file = Files.copy(folder.resolve("net.safetensors"), folder.resolve(engine + ".copy"));
    float[] expected;
    float[] image = new float[3 * 16 * 16];
    SegmenterOptions options = new SegmenterOptions(engine, Device.CPU);
    try (Segmenter network = Segmenter.open(file, options)) {
      expected = network.logits(image, 1, SIZE);
    }
    Segmenter network;
    try (NetworkFile open = NetworkFile.open(file)) {
      Files.delete(file);
      Files.writeString(file, "something else");
      network = Segmenter.open(open, options);
    }
    try (network) {
      assertThat(network.logits(image, 1, SIZE)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none.onnx", "none.pth"})
  void aMissingFileIsRefused(String name) {
    Path file = folder.resolve(name);
    assertThatThrownBy(() -> NetworkFile.open(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": there is no such file");
  }

  @Test
  void optionsAreReplacedOneByOne() {
    SegmenterOptions options = SegmenterOptions.defaults();
    assertThat(options).isEqualTo(new SegmenterOptions(Engine.AUTO, Device.AUTO));
    assertThat(options.withEngine(Engine.DL4J).withDevice(Device.CPU))
        .isEqualTo(new SegmenterOptions(Engine.DL4J, Device.CPU));
  }
}
