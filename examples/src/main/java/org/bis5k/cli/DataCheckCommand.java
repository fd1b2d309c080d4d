package org.bis5k.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.bis5k.cli.terminal.CountLine;
import org.bis5k.cli.terminal.OutputFolder;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.audit.AuditJson;
import org.bis5k.data.audit.AuditOptions;
import org.bis5k.data.audit.AuditPage;
import org.bis5k.data.audit.AuditReport;
import org.bis5k.data.audit.DatasetAudit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bis data check}. */
@Command(
    name = "check",
    description = {
      "Read every image and mask and name all that is wrong: files that cannot be used, masks that"
          + " are not binary, and pictures that occur twice, above all in training and in test.",
      "ROOT holds images/ and masks/, or formal_train/ and formal_test/ of BIS5k, or is a list file"
          + " (.txt); several are compared with each other.",
      "Ends with 1 if something is wrong. Notes, such as empty masks, are not wrong unless --strict."
    },
    mixinStandardHelpOptions = true)
final class DataCheckCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(paramLabel = "ROOT", arity = "1..*", description = "Folder or list of the data set.")
  private List<Path> roots;

  @Option(
      names = "--expect",
      paramLabel = "N,N",
      description =
          "Pairs that each part should have, in order: 5000,929 for BIS5k. Another number is wrong;"
              + " without this option it is a note.")
  private String expected;

  @Option(names = "--strict", description = "Take notes for wrong, too.")
  private boolean strict;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON.")
  private Path json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the report as a page that shows every pair of copies.")
  private Path html;

  DataCheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Stream.of(json, html).filter(Objects::nonNull).forEach(OutputFolder::makeFor);
    AuditReport report = audit();
    new AuditSummary(terminal.out()).print(report);
    if (json != null) {
      AuditJson.write(json, report);
    }
    if (html != null) {
      AuditPage.write(html, report);
    }
    boolean wrong = !report.isSound() || strict && !report.notes().isEmpty();
    return wrong ? Bis.WRONG : 0;
  }

  private AuditReport audit() {
    AuditOptions options = AuditOptions.standard();
    if (expected != null) {
      options = options.withExpectedPairs(numbers(expected));
    }
    try (CountLine line = new CountLine(terminal, "pairs read")) {
      return DatasetAudit.run(roots, options.withProgress(line));
    }
  }

  private static List<Integer> numbers(String expected) {
    if (!expected.matches("\\d{1,9}(,\\d{1,9})*")) {
      throw new InvalidInputException(
          "--expect: expected numbers from 0, separated by commas; found " + expected);
    }
    return Arrays.stream(expected.split(",")).map(Integer::valueOf).toList();
  }
}
