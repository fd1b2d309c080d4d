package org.bis5k.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.bis5k.bench.BenchReport;
import org.bis5k.bench.RatioTable;
import org.bis5k.bench.Workload;
import org.bis5k.cli.terminal.Range;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.data.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bis bench}. */
@Command(
    name = "bench",
    description = {
      "Measure the network's passes in times of ONNX Runtime's forward pass, or compare two reports.",
      "Ends with 1 if a comparison finds something slower."
    },
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(
      names = "--workload",
      paramLabel = "D:SIDE:BATCH",
      defaultValue = "8:128:4,8:352:1",
      split = ",",
      description =
          "Width divisor, side and batch; may be repeated (default: ${DEFAULT-VALUE}). The released"
              + " network is 1:352:1.")
  private List<String> workloads;

  @Option(
      names = "--times",
      paramLabel = "N",
      defaultValue = "5",
      description = "Runs of each pass, of which the median counts (default: ${DEFAULT-VALUE}).")
  @Range(from = 1)
  private int times;

  @Option(names = "--json", paramLabel = "FILE", description = "Keep the times in this file.")
  private Path json;

  @Option(
      names = "--compare",
      arity = "2",
      paramLabel = "FILE",
      description = "Two files of --json, the older first.")
  private List<Path> compared;

  @Option(
      names = "--tolerance",
      paramLabel = "PERCENT",
      defaultValue = "10",
      description = "What counts as slower in a comparison (default: ${DEFAULT-VALUE}).")
  @Range(from = 0)
  private double tolerance;

  BenchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return compared == null ? measure() : compare();
  }

  private int measure() {
    RatioTable table =
        RatioTable.measure(
            workloads.stream().map(Workload::parse).toList(), times, terminal.err()::println);
    terminal.out().println(table.report().machine());
    terminal.out().print(table);
    if (json != null) {
      table.report().write(json);
      terminal.out().println("Wrote " + json);
    }
    return 0;
  }

  private int compare() {
    BenchReport older = BenchReport.read(compared.get(0));
    BenchReport newer = BenchReport.read(compared.get(1));
    if (!older.machine().equals(newer.machine())) {
      terminal
          .out()
          .println("Warning: measured on " + older.machine() + " and on " + newer.machine());
    }
    List<BenchReport.Change> changes = older.changesTo(newer);
    if (changes.isEmpty()) {
      throw new InvalidInputException(
          compared.get(0) + " and " + compared.get(1) + " have no measurement in common");
    }
    boolean slower = false;
    for (BenchReport.Change change : changes) {
      boolean regression = change.ratio() > 1 + tolerance / 100;
      slower |= regression;
      terminal.out().println(change + (regression ? ", SLOWER" : ""));
    }
    return slower ? Bis.WRONG : 0;
  }
}
