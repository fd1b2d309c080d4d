package org.bis5k.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.train.run.RunCheck;
import org.bis5k.train.run.RunVerification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bis run verify}. */
@Command(
    name = "verify",
    description = {
      "Compare a run with what it recorded: checksums of its files, checkpoints and data, its log,",
      "the validation score of its best checkpoint, and the scores of the predictions that its",
      "section Eval names. Ends with 1 if something is wrong."
    },
    mixinStandardHelpOptions = true)
final class RunVerifyCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(paramLabel = "DIR", description = "The run folder.")
  private Path folder;

  @Option(names = "--files-only", description = "Do not compute scores again.")
  private boolean filesOnly;

  RunVerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    RunVerification verification = RunVerification.of(folder);
    List<RunCheck> checks = new ArrayList<>(verification.files());
    if (!filesOnly) {
      checks.addAll(verification.scores());
    }
    int wrong = 0;
    for (RunCheck check : checks) {
      String outcome =
          switch (check.outcome()) {
            case RIGHT -> "right";
            case WRONG -> "WRONG";
            case NOT_CHECKED -> "not checked";
          };
      terminal.out().println(outcome + ": " + check.subject() + ": " + check.detail());
      wrong += check.outcome() == RunCheck.Outcome.WRONG ? 1 : 0;
    }
    terminal.out().println(wrong == 0 ? "Nothing is wrong" : wrong + " wrong");
    return wrong == 0 ? 0 : Bis.WRONG;
  }
}
