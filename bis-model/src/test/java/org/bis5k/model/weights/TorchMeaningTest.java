package org.bis5k.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bis5k.model.weights.TorchBytes.join;
import static org.bis5k.model.weights.TorchBytes.number;
import static org.bis5k.model.weights.TorchBytes.tensor;
import static org.bis5k.model.weights.TorchBytes.text;
import static org.bis5k.model.weights.TorchBytes.tuple;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bis5k.data.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What PyTorch's names become, where no reference file shows it. */
class TorchMeaningTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Tensor.Type.class)
  void everyTypeHasAStorage(Tensor.Type type) {
    ByteBuffer data = ByteBuffer.allocate(3 * type.bytes()).put(0, (byte) 1);
    WeightFile weights = WeightFile.of(Map.of("w", Tensor.of(type, data, 3)), Map.of());
    Path file = folder.resolve("w.pth");

    weights.write(file);

    SameWeights.check(WeightFile.open(file), weights);
  }

  @Test
  void aParameterIsItsTensor() throws IOException {
    byte[] parameter =
        join("ctorch._utils\n_rebuild_parameter\n(", tensor(8, 0, tuple(8), tuple(1)), "\u0088}tR");

    WeightFile weights = read(join("\u0080\u0002}", text("p"), parameter, "s."));

    assertThat(weights.tensors().get("p")).hasToString("F32 [8]");
  }

  @Test
  void anOldViewOfAStorageBeginsAtItsOffset() throws IOException {
    byte[] view =
        join(
            "ctorch._utils\n_rebuild_tensor\n((",
            text("storage"),
            "ctorch\nFloatStorage\n",
            text("0"),
            text("cpu"),
            number(8),
            "(",
            text("v"),
            number(5),
            number(3),
            "ttQ",
            number(1),
            tuple(2),
            tuple(1),
            "tR");
    Path file = folder.resolve("l");
    TorchBytes.legacy(file, join("\u0080\u0002}", text("v"), view, "s."), 8, 8);
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < 8; i++) {
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 32 + 4 * i, i);
    }

    assertThat(WeightFile.open(Files.write(file, bytes)).tensors().get("v").toFloats())
        .containsExactly(6, 7);
  }

  @Test
  void aStorageDescribedInTwoWaysIsRefused() {
    byte[] pickle =
        join(
            "\u0080\u0002}",
            text("a"),
            tensor(8, 0, tuple(8), tuple(1)),
            "s",
            text("b"),
            tensor(9, 0, tuple(8), tuple(1)),
            "s.");

    assertThatThrownBy(() -> read(pickle))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("storage 0 is described in two ways");
  }

  @Test
  void aPrefixThatOnlySomeNamesHaveStays() throws IOException {
    byte[] w = tensor(8, 0, tuple(8), tuple(1));

    assertThat(read(join("\u0080\u0002}", text("module.a"), w, "s", text("b"), w, "s.")).tensors())
        .containsOnlyKeys("module.a", "b");
    assertThat(
            read(join("\u0080\u0002}", text("module.module.a"), w, "s", text("n"), "K\u0001s."))
                .tensors())
        .containsOnlyKeys("a");
  }

  @Test
  void aBareTensorIsNoStateDictionary() {
    assertThatThrownBy(() -> read(join("\u0080\u0002", tensor(8, 0, tuple(8), tuple(1)), ".")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageEndingWith("holds tensor; expected a state dictionary (names and tensors)");
  }

  private WeightFile read(byte[] pickle) throws IOException {
    return WeightFile.open(TorchBytes.zip(folder.resolve("z.pth"), pickle, 8));
  }
}
