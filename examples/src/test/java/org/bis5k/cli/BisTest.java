package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.bis5k.cli.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BisTest {

  static Stream<String> commands() {
    return names(Bis.commandLine(new Terminal(System.out, System.err, false, false)));
  }

  private static Stream<String> names(CommandLine line) {
    String name = line.getCommandSpec().qualifiedName().replaceFirst("bis ?", "");
    return Stream.concat(
        Stream.of(name), line.getSubcommands().values().stream().flatMap(BisTest::names));
  }

  @Test
  void hasTheCommandsOfTheManual() {
    assertThat(commands())
        .containsExactlyInAnyOrder(
            "",
            "bench",
            "demo",
            "data",
            "data check",
            "data split",
            "data synth",
            "train",
            "run",
            "run show",
            "run verify",
            "test",
            "eval",
            "tables",
            "predict",
            "segment",
            "model",
            "model memory",
            "model summary",
            "weights",
            "weights show",
            "weights convert",
            "weights export",
            "weights check");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItself(String command) {
    String[] words = (command + " --help").strip().split(" ");
    CommandRun help = CommandRun.of((Object[]) words);
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Usage: " + ("bis " + command).strip());
    assertThat(help.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "train --version", "weights show --version"})
  void tellsItsVersion(String command) {
    assertThat(CommandRun.of((Object[]) command.split(" ")).out())
        .matches("(?s)bis \\d+\\.\\d+.* \\(.+\\)\\R.*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "paint|Unmatched argument at index 0: 'paint'",
        "train --colour red|Unknown option",
        "train|Give --config FILE, or --resume --run DIR to go on with a run",
        "test --out x|Give --config FILE or --weights FILE",
        "test --weights x|Missing required option: '--out=DIR'",
        "test --weights x --out y --mode soft|expected one of",
        "eval --pred x|Give --pred and --gt, or --config",
        "eval --pred x --gt y --metrics dice|Unknown metric 'dice'; known: meanDic, meanIoU",
        "eval --pred x --gt y --profile mine|Unknown profile 'mine'; known: uacanet",
        "eval --pred x --gt y --set Eval.datasets=a|--set changes a configuration; give --config",
        "eval --pred x --gt /|x: this folder does not exist",
        "eval --pred x --gt y --threads 0|--threads: expected at least 1; found 0",
        "eval --config x --csv y|--config names its folders itself",
        "predict a.png --weights w --out o --size 100|BCSNet takes heights and widths that are",
        "predict a.png --weights w --out o --size 1e3|expected height and width such as 352x480",
        "data synth x --size 16|--size: expected 32 to 8192 pixels; found 16x16",
        "data synth x --train 0 --test 0|expected numbers from 0, not both 0",
        "demo --epochs -1|--epochs: expected 0 to 1000000; found -1",
        "demo --test 0|the demo needs at least 1 tile of each",
        "demo --resize 100|--resize: expected a multiple of 16, at least 16; found 100",
        "model summary --width-divisor 3|--width-divisor: expected one of 1, 2, 4, 8, 16; found 3",
        "model memory --width-divisor 3|--width-divisor: expected one of 1, 2, 4, 8, 16; found 3",
        "tables x --out a.tex --out b.doc|b.doc: should end in .md, .tex, .csv, .json or .html",
        "model memory --size 100|BCSNet takes heights and widths that are multiples of 16",
        "model memory --batch 0|--batch: expected at least 1; found 0",
        "bench --workload 8|expected width divisor, side and batch such as 8:128:4; found '8'",
        "bench --times 0|--times: expected at least 1; found 0",
        "bench --compare no.json none.json|no.json: cannot be read",
        "model|Missing required subcommand",
      })
  void misuseEndsWithTwoAndAMessageAlone(String line, String message) {
    CommandRun run = CommandRun.of((Object[]) line.split(" "));
    assertThat(run.err()).contains(message).doesNotContain("\tat ");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void theMemoryOfATrainingIsListedByItsParts() {
    CommandRun run =
        CommandRun.of("model", "memory", "--width-divisor", "8", "--size", "32x48", "--train");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("width divisor 8, 1 x 32x48 (height x width), training")
        .contains("gradients and Adam's moments", "peak resident memory");
  }

  @Test
  void aFailureOfTheProgramEndsWithSeventyAndATrace() {
    CommandLine line = Bis.commandLine(new Terminal(System.out, System.err, false, false));
    StringWriter err = new StringWriter();
    line.addSubcommand("fail", new Failing()).setErr(new PrintWriter(err, true));
    assertThat(line.execute("fail")).isEqualTo(70);
    assertThat(err.toString()).contains("java.lang.IllegalStateException: by intent", "\tat ");
  }

  /** The shortage may be the cause of what a library throws. */
  @Test
  void aShortageOfMemoryEndsWithTwoAndAMessageAlone() {
    CommandLine line = Bis.commandLine(new Terminal(System.out, System.err, false, false));
    StringWriter err = new StringWriter();
    Runnable work =
        () -> {
          throw new IllegalStateException("failed", new OutOfMemoryError("Java heap space"));
        };
    line.addSubcommand("fill", CommandLine.Model.CommandSpec.wrapWithoutInspection(work))
        .setErr(new PrintWriter(err, true));
    assertThat(line.execute("fill")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("Memory is exhausted: Java heap space. Java's heap has at most ")
        .contains("BIS_JAVA_OPTS=\"-Xmx16g ", "smaller images, tiles or batches")
        .doesNotContain("\tat ");
  }

  @CommandLine.Command
  private static final class Failing implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("by intent");
    }
  }
}
