package org.bis5k.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class OptionRangesTest {

  private static final class Values implements Runnable {
    @Option(names = "--side")
    @Range(from = 32, multipleOf = 16)
    private int side;

    @Option(names = "--width")
    @Range(oneOf = {1, 2, 4})
    private Integer width;

    @Option(names = "--share")
    @Range(from = 0, to = 1, exclusive = true)
    private Double share;

    @Option(names = "--scale")
    @Range(from = 0, exclusive = true)
    private double scale;

    @Option(names = "--overlap")
    @Range(from = 0, to = 0.9)
    private double overlap;

    @Option(names = "--seed")
    @Range
    private long seed;

    @Option(names = "--weight")
    @Range
    private double weight;

    @Override
    public void run() {}
  }

  @Command(name = "root")
  private static final class Root {}

  private static String refused(String option, String value) {
    CommandLine root = new CommandLine(new Root()).addSubcommand("work", new Values());
    StringWriter err = new StringWriter();
    AtomicReference<String> message = new AtomicReference<>("");
    OptionRanges.install(root);
    root.setErr(new PrintWriter(err))
        .setParameterExceptionHandler(
            (misuse, arguments) -> {
              message.set(OptionRanges.unreadable(misuse).orElseGet(misuse::getMessage));
              return 2;
            })
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              message.set(failure.getMessage());
              return 2;
            });
    assertThat(root.execute("work", option, value)).isEqualTo(message.get().isEmpty() ? 0 : 2);
    return message.get();
  }

  @ParameterizedTest
  @CsvSource({
    "--side, 32",
    "--side, +48",
    "--width, 4",
    "--share, 0.5",
    "--share, .5",
    "--share, 5e-1",
    "--scale, 1e30",
    "--overlap, 0",
    "--overlap, 0.9",
    "--seed, -9223372036854775808",
    "--weight, -1.",
    "--weight, 1E3"
  })
  void valuesWithin(String option, String value) {
    assertThat(refused(option, value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--side|40|--side: expected a multiple of 16, at least 32; found 40",
        "--side|16|--side: expected a multiple of 16, at least 32; found 16",
        "--side|3e1|--side: expected a multiple of 16, at least 32; found '3e1'",
        "--side|' 32'|--side: expected a multiple of 16, at least 32; found ' 32'",
        "--width|3|--width: expected one of 1, 2, 4; found 3",
        "--share|1|--share: expected a number between 0 and 1; found 1.0",
        "--share|NaN|--share: expected a number between 0 and 1; found 'NaN'",
        "--scale|0|--scale: expected a number above 0; found 0.0",
        "--scale|1e309|--scale: expected a number above 0; found '1e309'",
        "--scale|1d|--scale: expected a number above 0; found '1d'",
        "--scale|0x1p3|--scale: expected a number above 0; found '0x1p3'",
        "--overlap|0.91|--overlap: expected 0 to 0.9; found 0.91",
        "--overlap|٠|--overlap: expected 0 to 0.9; found '٠'",
        "--seed|9223372036854775808|--seed: expected a whole number of at most 64 bits; found"
            + " '9223372036854775808'",
        "--seed|٥|--seed: expected a whole number of at most 64 bits; found '٥'",
        "--weight|Infinity|--weight: expected a finite number; found 'Infinity'",
      })
  void otherValuesAreRefusedWithTheRange(String option, String value, String message) {
    assertThat(refused(option, value)).isEqualTo(message);
  }
}
