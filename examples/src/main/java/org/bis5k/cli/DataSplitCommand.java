package org.bis5k.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.bis5k.cli.terminal.CountLine;
import org.bis5k.cli.terminal.OutputFolder;
import org.bis5k.cli.terminal.Range;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.data.audit.AuditOptions;
import org.bis5k.data.audit.AuditReport;
import org.bis5k.data.audit.DatasetAudit;
import org.bis5k.data.audit.DatasetSplit;
import org.bis5k.data.audit.Fold;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.data.dataset.BisDataset;
import org.bis5k.data.dataset.PairList;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bis data split}. */
@Command(
    name = "split",
    description = {
      "Divide a data set at random into lists of pairs, all copies of a picture on one side.",
      "A list serves as Train.Dataset.root, Train.Validation.root, or ROOT of the data commands."
    },
    mixinStandardHelpOptions = true)
final class DataSplitCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(
      paramLabel = "ROOT",
      description = "Folder with images/ and masks/, or a list file (.txt).")
  private Path root;

  @ArgGroup(multiplicity = "1")
  private Parts parts;

  /** The two ways to divide, of which one is given. */
  private static final class Parts {
    @Option(
        names = "--folds",
        paramLabel = "K",
        description = "Cross-validation: K times foldI-train.txt and foldI-validation.txt.")
    @Range(from = 2)
    private Integer folds;

    @Option(
        names = "--hold-out",
        paramLabel = "SHARE",
        description = "One part to hold out, such as 0.2: train.txt and validation.txt.")
    @Range(from = 0, to = 1, exclusive = true)
    private Double share;
  }

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Chooses the parts (default: ${DEFAULT-VALUE}).")
  @Range
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the lists; made if missing.")
  private Path out;

  DataSplitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    BisDataset data = BisDataset.open(root, BadFiles.FAIL);
    DatasetSplit split = DatasetSplit.of(data, audit().duplicates());
    terminal
        .out()
        .println(data.pairs().size() + " images of " + split.groups() + " different pictures");
    OutputFolder.make(out);
    if (parts.share != null) {
      write(List.of(split.holdOut(parts.share, seed)), number -> "");
    } else {
      write(split.folds(parts.folds, seed), number -> "fold" + number + "-");
    }
    return 0;
  }

  private AuditReport audit() {
    try (CountLine line = new CountLine(terminal, "pairs read")) {
      return DatasetAudit.run(List.of(root), AuditOptions.standard().withProgress(line));
    }
  }

  private void write(List<Fold> folds, IntFunction<String> prefix) {
    List<PairList.Listing> lists = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < folds.size(); i++) {
      Fold fold = folds.get(i);
      Path train = out.resolve(prefix.apply(i + 1) + "train.txt");
      Path validation = out.resolve(prefix.apply(i + 1) + "validation.txt");
      lists.add(new PairList.Listing(train, fold.train()));
      lists.add(new PairList.Listing(validation, fold.heldOut()));
      lines.add(
          "%s (%d), %s (%d)"
              .formatted(train, fold.train().size(), validation, fold.heldOut().size()));
    }
    PairList.writeAll(lists);
    lines.forEach(terminal.out()::println);
  }
}
