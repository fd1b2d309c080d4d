package org.bis5k.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.data.InvalidInputException;
import org.bis5k.train.run.Checkpoint;
import org.bis5k.train.run.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bis run show}. */
@Command(
    name = "show",
    description = "Tell where a run stands and where it comes from.",
    mixinStandardHelpOptions = true)
final class RunShowCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(paramLabel = "DIR", description = "The run folder.")
  private Path folder;

  @Option(names = "--config", description = "Print its configuration, too.")
  private boolean config;

  RunShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    RunRecord run = RunRecord.read(folder);
    PrintStream out = terminal.out();
    Checkpoint.Position position = run.checkpoint().position();
    out.printf(
        Locale.ROOT,
        "%s: %s, %d of %d epochs, next iteration %d%n",
        folder,
        run.finished() ? "finished" : "not finished",
        position.epoch(),
        run.config().train().scheduler().epochs(),
        position.iteration());
    run.lastLoss().ifPresent(loss -> out.printf(Locale.ROOT, "last loss %.4f%n", loss));
    run.checkpoint()
        .best()
        .ifPresent(
            best ->
                out.printf(
                    Locale.ROOT,
                    "best validation %.4f (%s)%n",
                    best,
                    run.config().train().validation().metric().label()));
    run.checkpoints()
        .forEach(
            file -> out.printf(Locale.ROOT, "%s %,d bytes%n", folder.relativize(file), size(file)));
    out.println("provenance " + run.provenance().strip());
    if (config) {
      out.print(run.config().toYaml());
    }
    return 0;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be read: " + e, e);
    }
  }
}
