package org.bis5k.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bis5k.cli.terminal.Range;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.file.ScoreJson;
import org.bis5k.metrics.folder.FolderEvaluator;
import org.bis5k.metrics.report.HtmlReport;
import org.bis5k.metrics.table.DetailTable;
import org.bis5k.metrics.table.ScoreTable;
import org.bis5k.train.config.EvalConfig;
import org.bis5k.train.config.RunConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bis eval}. */
@Command(
    name = "eval",
    description = {
      "Score predictions against ground truth and print the table.",
      "Either two folders (--pred, --gt) or the section Eval of a configuration (--config)."
    },
    mixinStandardHelpOptions = true)
final class EvalCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(names = "--pred", paramLabel = "DIR", description = "Folder of predictions.")
  private Path predictions;

  @Option(
      names = "--gt",
      paramLabel = "DIR",
      description = "Folder of masks, or one that holds masks/.")
  private Path truths;

  @Option(names = "--config", paramLabel = "FILE", description = "A configuration file.")
  private Path config;

  @Option(
      names = "--set",
      paramLabel = "A.B=V",
      description = "Override a value of the configuration.")
  private List<String> overrides = List.of();

  @Option(
      names = "--method",
      paramLabel = "NAME",
      defaultValue = "BCSNet",
      description = "The method's name in tables (default: ${DEFAULT-VALUE}).")
  private String method;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "The data set's name in tables (default: that of the folder of --gt).")
  private String dataset;

  @Mixin private ScoreOutputs outputs;

  @Mixin private MetricColumns columns;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "uacanet",
      description = "Conventions: uacanet, strict or pysod (default: ${DEFAULT-VALUE}).")
  private String profile;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Images scored at a time (default: one per processor).")
  @Range(from = 1)
  private Integer threads;

  EvalCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (method.isBlank() || dataset != null && dataset.isBlank()) {
      throw new InvalidInputException("--method and --dataset: expected a name; found none");
    }
    FolderEvaluator evaluator = FolderEvaluator.of(options());
    if (config == null) {
      if (predictions == null || truths == null) {
        throw new InvalidInputException("Give --pred and --gt, or --config");
      }
      if (!overrides.isEmpty()) {
        throw new InvalidInputException("--set changes a configuration; give --config, too");
      }
      folders(evaluator);
    } else {
      configured(evaluator);
    }
    return 0;
  }

  private void folders(FolderEvaluator evaluator) {
    EvalFolders folders = EvalFolders.of(predictions, truths, outputs.images());
    List<Metric> metrics = columns.or(Metric.all());
    Optional<HtmlReport> report = outputs.report(metrics);
    MethodScores result =
        ScoreJson.withRecord(
            new MethodScores(
                method,
                dataset == null ? folders.dataset() : dataset,
                outputs.score(evaluator, folders, outputs.journal(), terminal)),
            folders.predictions());
    Optional<DetailTable> details = outputs.details(evaluator, folders);
    report.ifPresent(empty -> outputs.write(empty.with(result, folders.cases())));
    outputs.write(result, metrics);
    terminal.out().print(ScoreTable.empty(metrics).with(method, result.scores()));
    details.ifPresent(table -> terminal.out().print(table));
  }

  private void configured(FolderEvaluator evaluator) {
    if (predictions != null || truths != null || dataset != null || outputs.nameFiles()) {
      throw new InvalidInputException(
          "--config names its folders itself; give --set Eval.pred_root=DIR instead of --pred,"
              + " --gt, --dataset, --images, --csv, --json, --per-image or --details");
    }
    EvalConfig eval = RunConfig.load(config, overrides).eval();
    List<Metric> metrics = columns.or(eval.metrics());
    Path from = need(eval.predictions(), "pred_root");
    Path truth = need(eval.groundTruth(), "gt_root");
    Optional<HtmlReport> report = outputs.report(metrics);
    ScoreTable table = ScoreTable.empty(metrics);
    List<MethodScores> results = new ArrayList<>();
    boolean several = !eval.methods().isEmpty();
    for (String name : several ? eval.methods() : List.of(method)) {
      Path folder = several ? from.resolve(name) : from;
      for (String set : eval.datasets()) {
        EvalFolders folders =
            EvalFolders.of(folder.resolve(set), truth.resolve(set), Optional.empty());
        Optional<Path> journal =
            outputs.journal().map(kept -> kept.resolve(name).resolve(set + ".jsonl"));
        MethodScores result =
            ScoreJson.withRecord(
                new MethodScores(name, set, outputs.score(evaluator, folders, journal, terminal)),
                folders.predictions());
        results.add(result);
        table = table.with(several ? name + ", " + set : set, result.scores());
        report = report.map(before -> before.with(result, folders.cases()));
      }
    }
    // All data sets are scored before any file is written.
    report.ifPresent(outputs::write);
    eval.results().ifPresent(path -> ScoreOutputs.writeInto(path, several, results, metrics));
    terminal.out().print(table);
  }

  private FolderEvaluator.Options options() {
    Profile conventions = Profile.parse(profile);
    if (threads == null) {
      return FolderEvaluator.Options.of(conventions);
    }
    return new FolderEvaluator.Options(conventions, threads);
  }

  private static Path need(Optional<Path> path, String key) {
    return path.orElseThrow(
        () ->
            new InvalidInputException(
                "Eval."
                    + key
                    + " is not set; add it to the configuration or give --set Eval."
                    + key
                    + "=DIR"));
  }
}
