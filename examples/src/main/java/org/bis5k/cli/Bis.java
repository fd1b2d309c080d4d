package org.bis5k.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import org.bis5k.cli.demo.DemoCommand;
import org.bis5k.cli.terminal.OptionRanges;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Provenance;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The {@code bis} command: data, training, test, scores and weights from the command line. */
@Command(
    name = "bis",
    description = "BIS5k for Java: segment breast-cancer tissue with BCSNet.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, nothing wrong",
      "1:a check found something wrong, or some images cannot be used",
      "2:the input or the command line cannot be used",
      "70:a failure of the program itself"
    })
public final class Bis {

  static final int WRONG = 1;
  static final int BAD_INPUT = 2;
  static final int FAILURE = 70;

  private Bis() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    System.exit(run(Terminal.ofProcess(), arguments));
  }

  /** Runs a command and returns its exit code. */
  static int run(Terminal terminal, String... arguments) {
    try {
      return commandLine(terminal).execute(arguments);
    } catch (Error failure) { // picocli handles exceptions only
      return failed(failure, new PrintWriter(terminal.err(), true, Charset.defaultCharset()));
    }
  }

  static CommandLine commandLine(Terminal terminal) {
    CommandLine root =
        new CommandLine(new Bis())
            .addSubcommand(new DemoCommand(terminal))
            .addSubcommand(new BenchCommand(terminal))
            .addSubcommand(
                new CommandLine(new DataCommand())
                    .addSubcommand(new DataCheckCommand(terminal))
                    .addSubcommand(new DataSplitCommand(terminal))
                    .addSubcommand(new DataSynthCommand(terminal)))
            .addSubcommand(new TrainCommand(terminal))
            .addSubcommand(
                new CommandLine(new RunCommand())
                    .addSubcommand(new RunShowCommand(terminal))
                    .addSubcommand(new RunVerifyCommand(terminal)))
            .addSubcommand(new TestCommand(terminal))
            .addSubcommand(new EvalCommand(terminal))
            .addSubcommand(new TablesCommand(terminal))
            .addSubcommand(new PredictCommand(terminal))
            .addSubcommand(new SegmentCommand(terminal))
            .addSubcommand(
                new CommandLine(new ModelCommand())
                    .addSubcommand(new ModelMemoryCommand(terminal))
                    .addSubcommand(new ModelSummaryCommand(terminal)))
            .addSubcommand(
                new CommandLine(new WeightsCommand())
                    .addSubcommand(new WeightsShowCommand(terminal))
                    .addSubcommand(new WeightsConvertCommand(terminal))
                    .addSubcommand(new WeightsExportCommand(terminal))
                    .addSubcommand(new WeightsCheckCommand(terminal)));
    tellVersion(root);
    OptionRanges.install(root);
    return root.setOut(new PrintWriter(terminal.out(), true, terminal.charset()))
        .setErr(new PrintWriter(terminal.err(), true, Charset.defaultCharset()))
        .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Bis::misused)
        .setExecutionExceptionHandler((failure, line, parsed) -> failed(failure, line));
  }

  private static void tellVersion(CommandLine line) {
    line.getCommandSpec().versionProvider(new Version());
    line.getSubcommands().values().forEach(Bis::tellVersion);
  }

  private static int misused(CommandLine.ParameterException misuse, String[] arguments) {
    CommandLine line = misuse.getCommandLine();
    complain(line, OptionRanges.unreadable(misuse).orElseGet(misuse::getMessage));
    line.getErr().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'");
    return BAD_INPUT;
  }

  private static int failed(Exception failure, CommandLine line) {
    if (failure instanceof InvalidInputException) {
      complain(line, failure.getMessage());
      return BAD_INPUT;
    }
    return failed(failure, line.getErr());
  }

  /**
   * A shortage of memory has a message for the user. Any other failure is a defect and has a trace.
   */
  private static int failed(Throwable failure, PrintWriter err) {
    Optional<String> shortage = MemoryShortage.messageOf(failure);
    if (shortage.isPresent()) {
      err.println(shortage.get());
      return BAD_INPUT;
    }
    failure.printStackTrace(err);
    return FAILURE;
  }

  private static void complain(CommandLine line, String message) {
    line.getErr().println(line.getColorScheme().errorText(message));
  }

  /** The version as every provenance record has it. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      Provenance build = Provenance.now(0, "", "", Map.of());
      return new String[] {"bis " + build.version() + " (" + build.commit() + ")", build.java()};
    }
  }
}
