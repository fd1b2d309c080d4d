package org.bis5k.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bis5k.data.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The seeds of the fuzzers, and all that they ever found, once each. */
class SeedsTest {

  private static final Path SEEDS = Path.of("src/test/resources/org/bis5k/fuzz");
  private static final Map<String, Consumer<byte[]>> FUZZERS =
      Map.of(
          "config", ConfigFuzzer::fuzzerTestOneInput,
          "image", ImageFuzzer::fuzzerTestOneInput,
          "decoders", DecodersFuzzer::fuzzerTestOneInput,
          "weights", WeightsFuzzer::fuzzerTestOneInput,
          "onnx", OnnxFuzzer::fuzzerTestOneInput,
          "scores", ScoresFuzzer::fuzzerTestOneInput,
          "results", ResultsFuzzer::fuzzerTestOneInput,
          "journal", JournalFuzzer::fuzzerTestOneInput,
          "tables", TablesFuzzer::fuzzerTestOneInput);

  static Stream<Arguments> seeds() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(SEEDS)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    return files.stream()
        .map(file -> Arguments.of(file.getParent().getFileName().toString(), file));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everySeedIsReadOrRefused(String reader, Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    assertThatCode(() -> FUZZERS.get(reader).accept(bytes)).doesNotThrowAnyException();
  }

  @Test
  void everyReaderHasSeeds() throws IOException {
    assertThat(seeds().map(seed -> seed.get()[0])).containsAll(FUZZERS.keySet());
  }

  @Test
  void theLimitsAreEnforced() {
    assertThatThrownBy(
            () ->
                Limits.check(
                    "a.bin",
                    new byte[1],
                    1000,
                    file -> {
                      throw new InvalidInputException("something somewhere is wrong");
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("The message names no file or no reason: ");
    assertThatThrownBy(
            () ->
                Limits.check(
                    "a.bin",
                    new byte[1],
                    1000,
                    file -> assertThat(new byte[100_000]).hasSize(100_000)))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("Allocated ");
    assertThatThrownBy(
            () ->
                Limits.check(
                    "a.bin",
                    new byte[1],
                    1000,
                    file -> {
                      throw new IndexOutOfBoundsException("7");
                    }))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
