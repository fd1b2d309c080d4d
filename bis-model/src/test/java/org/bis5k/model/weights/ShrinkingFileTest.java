package org.bis5k.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bis5k.model.weights.TorchBytes.tensorPickle;
import static org.bis5k.model.weights.TorchBytes.tuple;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bis5k.data.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Weight files that are cut, deleted or replaced by somebody else between the moment they are
 * opened and the moment their tensors are used. A process that reads them through mapped memory
 * dies of that; each test here would end the build.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "an open file cannot be cut there")
class ShrinkingFileTest {

  private static final int FLOATS = 1_000_000;

  @TempDir Path folder;

  /** A file with a tensor "w" of a million floats; that of PyTorch's legacy container is zero. */
  private Path write(String name) throws IOException {
    Path file = folder.resolve(name);
    if (name.equals("legacy.pth")) {
      return TorchBytes.legacy(
          file, tensorPickle(FLOATS, 0, tuple(FLOATS), tuple(1)), FLOATS, FLOATS);
    }
    float[] values = new float[FLOATS];
    values[FLOATS - 1] = 7;
    WeightFile.of(Map.of("w", Tensor.ofFloats(values, FLOATS)), Map.of("k", "v")).write(file);
    return file;
  }

  private static long cut(Path file, long length) throws IOException {
    long before = Files.size(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
    return before;
  }

  private static void refused(Path file, long before, long now, ThrowingCallable use) {
    assertThatThrownBy(use)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "%s: became shorter while it was read: it had %d bytes when it was opened and has %d"
                + " now; copy it anew",
            file, before, now);
  }

  @ParameterizedTest
  @CsvSource({
    "zip.pth, 2000000", "zip.pth, 1", "zip.pth, 0",
    "legacy.pth, 100", "legacy.pth, 1", "legacy.pth, 0",
    "net.safetensors, 20", "net.safetensors, 1", "net.safetensors, 0"
  })
  void cutBeforeItIsUnderstood(String name, long length) throws IOException {
    Path file = write(name);
    try (FileBytes bytes = FileBytes.open(file)) {
      long before = cut(file, length);
      refused(file, before, length, () -> WeightFile.open(bytes));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip.pth", "legacy.pth", "net.safetensors"})
  void cutBeforeItsTensorsAreUsed(String name) throws IOException {
    Path file = write(name);
    Tensor tensor = WeightFile.open(file).tensors().get("w");
    long before = cut(file, 1_000_000);

    refused(file, before, 1_000_000, tensor::toFloats);
    refused(file, before, 1_000_000, tensor::data);
    refused(file, before, 1_000_000, () -> tensor.at(FLOATS - 1));
    refused(file, before, 1_000_000, () -> tensor.isIdenticalTo(tensor));
    assertThat(tensor.at(0)).as("what is still there").isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy.pth", "copy.safetensors"})
  void cutWhileItIsConverted(String copy) throws IOException {
    Path file = write("net.safetensors");
    Path target = folder.resolve(copy);
    WeightFile weights = WeightFile.open(file);
    long before = cut(file, 4096);

    refused(file, before, 4096, () -> weights.write(target));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void cutWhileItIsReadAtOnce() throws IOException {
    Path file = folder.resolve("small.safetensors");
    WeightFile.of(Map.of("w", Tensor.ofFloats(new float[] {1, 2}, 2)), Map.of()).write(file);
    WeightFile weights = WeightFile.open(file);
    cut(file, 0);
    assertThat(weights.tensors().get("w").toFloats()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip.pth", "net.safetensors"})
  void deletedOrReplacedItIsStillTheFileThatWasOpened(String name) throws IOException {
    Path file = write(name);
    Tensor tensor = WeightFile.open(file).tensors().get("w");
    Files.delete(file);
    assertThat(tensor.at(FLOATS - 1)).isEqualTo(7);
    Files.writeString(file, "something else");
    assertThat(tensor.toFloats()).hasSize(FLOATS).endsWith(7);
  }
}
