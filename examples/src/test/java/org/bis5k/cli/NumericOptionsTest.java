package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bis5k.bench.BenchReport;
import org.bis5k.bench.Machine;
import org.bis5k.bench.Measured;
import org.bis5k.cli.terminal.OptionRanges;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.data.Size;
import org.bis5k.data.image.StreamedImage;
import org.bis5k.model.BcsNet;
import org.bis5k.model.network.BcsNetOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every numeric option of every command with values that people and scripts get wrong. The options
 * come from the command model, so that a new one is tested too.
 */
final class NumericOptionsTest {

  private static final List<String> VALUES =
      List.of("0", "-1", "NaN", "1e309", "1" + "0".repeat(30), "", " 5", "\u0665");

  /** Options of numbers that are read as text. */
  private static final Set<String> TEXTS = Set.of("--expect", "--workload");

  /**
   * A usable command line of each command that has numeric options: {@code OUT} is a new folder,
   * other capitals name the files below.
   */
  private static final Map<String, String> LINES =
      Map.ofEntries(
          Map.entry("demo", "--out OUT --train 4 --test 1 --size 32 --resize 32 --epochs 0"),
          Map.entry("bench", "--compare REPORT REPORT"),
          Map.entry("data check", "DATA/formal_train"),
          Map.entry("data split", "DATA/formal_train --hold-out 0.34 --out OUT"),
          Map.entry("data synth", "OUT --train 1 --test 1 --size 32"),
          Map.entry("train", "--config CONFIG --run OUT --set Train.Dataloader.batch_size=2"),
          Map.entry(
              "eval", "--pred DATA/formal_train/masks --gt DATA/formal_train --details OUT.csv"),
          Map.entry("tables", "SCORES"),
          Map.entry("predict", "IMAGE --weights WEIGHTS --out OUT"),
          Map.entry("segment", "SLIDE OUT.png --weights WEIGHTS --tile 32"),
          Map.entry("model memory", "--width-divisor 16 --size 32"),
          Map.entry("model summary", "--width-divisor 16"),
          Map.entry("weights check", "WEIGHTS"));

  @TempDir static Path folder;
  private static final AtomicInteger FOLDERS = new AtomicInteger();

  @BeforeAll
  static void makeFiles() throws IOException {
    Path data = TinyConfig.data(folder);
    Path config = TinyConfig.file(folder);
    CommandRun written =
        CommandRun.of(
            "eval",
            "--pred",
            data.resolve("formal_train/masks"),
            "--gt",
            data.resolve("formal_train"),
            "--json",
            file("SCORES"));
    assertThat(written.exitCode()).as(written.err()).isZero();
    try (BcsNet net = BcsNet.create(BcsNetOptions.ofWidth(16))) {
      net.weights(Map.of()).write(file("WEIGHTS"));
    }
    new BenchReport(
            "2026-01-01",
            new Machine("P", 2, 8000, "S", "J", "B"),
            List.of(new Measured("step", List.of(1.0))))
        .write(file("REPORT"));
    StreamedImage.write(
        file("SLIDE"),
        Size.square(32),
        OptionalDouble.of(0.5),
        rows -> {
          for (int y = 0; y < 32; y++) {
            rows.row(new byte[32]);
          }
        });
    String tiny = Files.readString(config).replace("[192, 192]", "[32, 32]");
    Files.writeString(
        file("CONFIG"), tiny.replaceFirst("root: \\S+", "root: " + data.resolve("formal_train")));
  }

  private static Path file(String name) {
    return switch (name) {
      case "DATA" -> folder.resolve("data");
      case "IMAGE" -> folder.resolve("data/formal_train/images/bis_he_id000000.png");
      case "SLIDE" -> folder.resolve("slide.tif");
      case "SCORES" -> folder.resolve("scores.json");
      case "WEIGHTS" -> folder.resolve("net.safetensors");
      case "REPORT" -> folder.resolve("report.json");
      case "CONFIG" -> folder.resolve("config.yaml");
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static List<String> words(String command) {
    assertThat(LINES).as("a command line to try the options of").containsKey(command);
    Path out = folder.resolve("out" + FOLDERS.getAndIncrement());
    List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
    for (String word : LINES.get(command).split(" ")) {
      String name = word.replaceFirst("[./].*", "");
      if (name.equals("OUT")) {
        words.add(word.replace("OUT", out.toString()));
      } else if (name.matches("[A-Z]+")) {
        words.add(word.replace(name, file(name).toString()));
      } else {
        words.add(word);
      }
    }
    return words;
  }

  static Stream<Arguments> options() {
    return numeric(Bis.commandLine(new Terminal(System.out, System.err, false, false)));
  }

  private static Stream<Arguments> numeric(CommandLine line) {
    String command = line.getCommandSpec().qualifiedName().replaceFirst("bis ?", "");
    return Stream.concat(
        line.getCommandSpec().options().stream()
            .filter(NumericOptionsTest::isNumeric)
            .map(option -> Arguments.of(command, option)),
        line.getSubcommands().values().stream().flatMap(NumericOptionsTest::numeric));
  }

  private static boolean isNumeric(OptionSpec option) {
    Class<?> type = option.type();
    return type == Size.class
        || Number.class.isAssignableFrom(type)
        || type.isPrimitive() && type != boolean.class
        || TEXTS.contains(option.longestName());
  }

  @Test
  void theModelHasThem() {
    assertThat(options()).hasSizeGreaterThan(30);
    assertThat(options().map(each -> each.get()[0]).distinct())
        .containsExactlyInAnyOrderElementsOf(LINES.keySet());
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("options")
  void isRefusedWithItsRangeOrMeansSomething(String command, OptionSpec option) {
    for (String value : VALUES) {
      List<String> words = words(command);
      if (option.longestName().equals("--folds")) { // the other way to divide
        words.subList(words.indexOf("--hold-out"), words.indexOf("--out")).clear();
      }
      int given = words.indexOf(option.longestName());
      if (given >= 0) {
        words.set(given + 1, value);
      } else {
        words.addAll(List.of(option.longestName(), value));
      }
      CommandRun run = CommandRun.of(words.toArray());
      String said = "bis " + String.join(" ", words) + "\n" + run.err();
      assertThat(run.exitCode()).as(said).isIn(0, Bis.WRONG, 2);
      assertThat(run.err()).doesNotContain("\tat ");
      if (run.exitCode() == 2) {
        assertThat(run.err()).contains(option.longestName()).containsPattern(range(option));
      }
    }
  }

  /** Sizes and lists of numbers state their form, all others the range of their annotation. */
  private static String range(OptionSpec option) {
    if (option.type() == Size.class) {
      return "each 1 to 99999; found|expected 32 to 8192 pixels; found";
    }
    if (TEXTS.contains(option.longestName())) {
      return "such as 8:128:4; found|numbers from 0, separated by commas; found";
    }
    assertThat(OptionRanges.rangeOf(option)).as("@Range of " + option.longestName()).isPresent();
    return "at least -?\\d|one of \\d|\\d to \\d|number between|number above|at most 64 bits|not both 0";
  }
}
