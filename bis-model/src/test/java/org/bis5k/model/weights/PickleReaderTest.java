package org.bis5k.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bis5k.model.weights.TorchBytes.join;
import static org.bis5k.model.weights.TorchBytes.text;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bis5k.data.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PickleReaderTest {

  @TempDir Path folder;

  @Test
  void plainValuesAreRead() throws IOException {
    assertThat(read("N")).isEqualTo(Pickle.None.NONE);
    assertThat(read("\u0088")).isEqualTo(true);
    assertThat(read("K\u00ff")).isEqualTo(255L);
    assertThat(read("M\u00e9\u0003")).isEqualTo(1001L);
    assertThat(read("J\u00fe\u00ff\u00ff\u00ff")).isEqualTo(-2L);
    assertThat(read("\u008a\u0001\u00ff")).isEqualTo(-1L);
    assertThat(read("\u008a\0")).isEqualTo(0L);
    assertThat(read("\u008a\t\0\0\0\0\0\0\0\0\u0001")).isEqualTo(BigInteger.ONE.shiftLeft(64));
    assertThat(read("G\u003f\u00f8\0\0\0\0\0\0")).isEqualTo(1.5);
    assertThat(read(new String(text("ab"), StandardCharsets.ISO_8859_1))).isEqualTo("ab");
    assertThat(read("\u008c\u0002\u00c3\u00a4")).isEqualTo("\u00e4");
    assertThat(read("U\u0001\u00e4")).isEqualTo("\u00e4");
  }

  @Test
  void containersAndTheMemoAreRead() throws IOException {
    assertThat(read("](K\u0001K\u0002e")).isEqualTo(List.of(1L, 2L));
    Pickle.Dictionary numbers = (Pickle.Dictionary) read("}(K\u0001K\u0002K\u0003K\u0004u");
    assertThat(numbers.numbered()).isEqualTo(Map.of(1L, 2L, 3L, 4L));
    assertThat(numbers.named()).isEmpty();
    assertThat(read("(K\u0001q\u0005h\u0005t")).isEqualTo(new Pickle.Tuple(List.of(1L, 1L)));
    Pickle.Dictionary empty = (Pickle.Dictionary) read("ccollections\nOrderedDict\n)R}b");
    assertThat(empty.size()).isZero();
    assertThat(read("ctorch\nSize\n(K\u0001K\u0002t\u0085R"))
        .isEqualTo(new Pickle.Tuple(List.of(1L, 2L)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cos\nsystem\n",
        "cbuiltins\neval\n",
        "c__builtin__\ngetattr\n",
        "ctorch\nload\n",
        "ctorch.jit\nload\n",
        "ctorch._utils\n_rebuild_tensor_v2.__globals__\n",
        "ccollections\nOrderedDict.update\n",
        "\u008c\u0002os\u008c\u0006system\u0093"
      })
  void anyOtherNameIsRefused(String pickle) {
    assertThatThrownBy(() -> read(pickle))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("refused: its pickle asks for ")
        .hasMessageContaining("Nothing was run");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(ios\nsystem\n", // INST
        "(o", // OBJ
        "\u0081", // NEWOBJ
        "\u0092", // NEWOBJ_EX
        "\u0082\u0001", // EXT1
        "P1\n", // PERSID
        "I1\n", // INT, protocol 0
        "\u008b\u00ff\u00ff\u00ff\u007f", // LONG4
        "\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f", // BINUNICODE8
        "\u0096\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f" // BYTEARRAY8
      })
  void instructionsThatStateDictionariesDoNotNeedAreRefused(String pickle) {
    assertThatThrownBy(() -> read(pickle))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("which no state dictionary needs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X\u00ff\u00ff\u00ff\u00ffab", // four billion characters
        "h\u0001", // memo never set
        "t", // no mark
        "0", // empty stack
        "NN", // two values left
        "(N", // a mark left
        "}]K\u0001s", // a list as key
        "}G\u003f\u00f8\0\0\0\0\0\0Ns", // 1.5 as key
        "}\u0088Ns", // True as key
        "}\u008a\t\0\0\0\0\0\0\0\0\u0001Ns", // 2 to the power of 64 as key
        "}(K\u0001u", // a key without value
        "]K\u0001K\u0002s", // items of a list
        "}K\u0001a", // appending to a dictionary
        "K\u0001)R", // calling a number
        "ccollections\nOrderedDict\nK\u0001R", // arguments that are no tuple
        "ccollections\nOrderedDict\n(]K\u0001atR", // an entry that is no pair
        "K\u0001K\u0002b", // attributes of a number
        "K\u0001Q", // a reference that is no tuple
        "\u0080\u0009" // unknown protocol
      })
  void damagedPicklesAreRefused(String pickle) {
    assertThatThrownBy(() -> read(pickle))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the pickle is not one of a state dictionary: ");
  }

  @Test
  void nestingNamesAndLengthAreLimited() {
    assertThatThrownBy(() -> read("(".repeat(2000))).hasMessageContaining("more than 1000 deep");
    assertThatThrownBy(() -> read("c" + "a".repeat(300)))
        .hasMessageContaining("longer than 200 characters");
    String longName = new String(text("a".repeat(201)), StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> read("\u008c\u0001a" + longName + "\u0093"))
        .hasMessageContaining("longer than 200 characters");
    assertThatThrownBy(() -> run(join("\u0080\u0002K")))
        .hasMessageContaining("the pickle ends in the middle");
  }

  @Test
  void aListThatContainsItselfDoesNoHarm() throws IOException {
    byte[] pickle =
        join(
            "\u0080\u0002}",
            text("l"),
            "]q\u0001h\u0001as",
            text("d"),
            "}q\u0002",
            text("state_dict"),
            "h\u0002ss.");

    assertThatThrownBy(() -> WeightFile.open(TorchBytes.zip(folder.resolve("x"), pickle, 8)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("holds no tensors where a state dictionary was looked for")
        .hasMessageEndingWith("found l (list of 1), d (dictionary of 1)");
  }

  @Test
  void dictionariesNestedWithoutEndAreRefused() throws IOException {
    byte[] pickle = join("\u0080\u0002}q\u0001", text("model"), "h\u0001s.");

    assertThatThrownBy(() -> WeightFile.open(TorchBytes.zip(folder.resolve("x"), pickle, 8)))
        .hasMessageContaining("nests dictionaries more than 4 deep");
  }

  private Object read(String body) throws IOException {
    return run(join("\u0080\u0002", body, "."));
  }

  private Object run(byte[] pickle) throws IOException {
    Path path = Files.write(folder.resolve("p.pkl"), pickle);
    try (FileBytes file = FileBytes.open(path)) {
      ReadBudget budget = ReadBudget.of(file, pickle.length);
      return PickleReader.read(
          new PickleInput(file, ByteBuffer.wrap(pickle), budget), new TorchMeaning(file, budget));
    }
  }
}
