package org.bis5k.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A weight file as an open file: its path, its checksum, and what closing it does. */
final class WeightFileTest {

  private static final int LARGE = 1_000_000;

  @TempDir Path folder;

  private Path write(int floats) {
    Path file = folder.resolve("w.safetensors");
    WeightFile.of(Map.of("w", Tensor.ofFloats(new float[floats], floats)), Map.of()).write(file);
    return file;
  }

  @ParameterizedTest
  @ValueSource(ints = {3, LARGE})
  void theChecksumIsThatOfTheFile(int floats) throws IOException {
    Path file = write(floats);
    String expected = MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
    try (WeightFile weights = WeightFile.open(file)) {
      assertThat(weights.file()).contains(file);
      assertThat(weights.sha256()).isEqualTo(expected);
    }
  }

  @Test
  void theChecksumIsComputedOnce() throws IOException {
    Path file = write(LARGE);
    WeightFile weights = WeightFile.open(file);
    String first = weights.sha256();
    weights.close();
    Files.delete(file);
    assertThat(weights.sha256()).as("without reading the file again").isSameAs(first);
  }

  @Test
  void aClosedFileIsNotRead() {
    Path file = write(LARGE);
    WeightFile weights = WeightFile.open(file);
    Tensor tensor = weights.tensors().get("w");
    assertThat(tensor.at(LARGE - 1)).isZero();

    weights.close();

    assertThatThrownBy(tensor::toFloats)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(file + " was closed; its tensors can no longer be read");
    assertThatCode(weights::close).as("closing again").doesNotThrowAnyException();
  }

  @Test
  void weightsFromMemoryBelongToNoFile() {
    try (WeightFile opened = WeightFile.open(write(3))) {
      WeightFile derived = opened.withMetadata(Map.of("k", "v"));
      derived.close();
      assertThat(derived.file()).isEmpty();
      assertThatThrownBy(derived::sha256)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("Weights from memory have no file to hash");
      assertThat(opened.tensors().get("w").toFloats()).containsExactly(0, 0, 0);
    }
  }
}
