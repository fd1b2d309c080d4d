package org.bis5k.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.FolderEvaluator;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.ScoreCsv;
import org.bis5k.metrics.ScoreJson;
import org.bis5k.metrics.ScoreTable;
import org.bis5k.train.EvalConfig;
import org.bis5k.train.RunConfig;
import picocli.CommandLine.Command;
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

  @Option(names = "--csv", paramLabel = "FILE", description = "Append a line of scores.")
  private Path csv;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all scores, per image too.")
  private Path json;

  @Option(
      names = "--metrics",
      paramLabel = "NAME",
      split = ",",
      description = "Columns of the table, for example meanDic,meanIoU (default: all thirteen).")
  private List<String> metrics = List.of();

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
  private Integer threads;

  EvalCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    FolderEvaluator evaluator = FolderEvaluator.of(options());
    if (config == null) {
      if (predictions == null || truths == null) {
        throw new InvalidInputException("Give --pred and --gt, or --config");
      }
      List<Metric> columns = columns(Metric.all());
      DatasetScores scores = evaluator.evaluate(predictions, masks(truths));
      terminal.out().print(ScoreTable.of(columns).with(method, scores));
      write(Optional.ofNullable(csv), Optional.ofNullable(json), scores, columns);
    } else {
      configured(evaluator);
    }
    return 0;
  }

  private void configured(FolderEvaluator evaluator) {
    if (predictions != null || truths != null || csv != null || json != null) {
      throw new InvalidInputException(
          "--config names its folders itself; give --set Eval.pred_root=DIR instead of --pred,"
              + " --gt, --csv or --json");
    }
    EvalConfig eval = RunConfig.load(config, overrides).eval();
    List<Metric> columns = columns(eval.metrics());
    Path from = need(eval.predictions(), "pred_root");
    Path truth = need(eval.groundTruth(), "gt_root");
    ScoreTable table = ScoreTable.of(columns);
    for (String dataset : eval.datasets()) {
      DatasetScores scores =
          evaluator.evaluate(from.resolve(dataset), masks(truth.resolve(dataset)));
      table = table.with(dataset, scores);
      eval.results().ifPresent(folder -> write(folder, dataset, scores, columns));
    }
    terminal.out().print(table);
  }

  private void write(Path folder, String dataset, DatasetScores scores, List<Metric> columns) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw InvalidInputException.in(folder, "this folder cannot be made: " + e, e);
    }
    write(
        Optional.of(folder.resolve(dataset + ".csv")),
        Optional.of(folder.resolve(dataset + ".json")),
        scores,
        columns);
  }

  private void write(
      Optional<Path> csv, Optional<Path> json, DatasetScores scores, List<Metric> columns) {
    csv.ifPresent(file -> ScoreCsv.append(file, method, scores, columns));
    json.ifPresent(file -> ScoreJson.write(file, scores));
  }

  private FolderEvaluator.Options options() {
    Profile conventions = Profile.parse(profile);
    if (threads == null) {
      return FolderEvaluator.Options.of(conventions);
    }
    if (threads < 1) {
      throw new InvalidInputException("--threads: expected at least 1; found " + threads);
    }
    return new FolderEvaluator.Options(conventions, threads);
  }

  private List<Metric> columns(List<Metric> otherwise) {
    return metrics.isEmpty() ? otherwise : metrics.stream().map(Metric::parse).toList();
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

  private static Path masks(Path folder) {
    Path masks = folder.resolve("masks");
    return Files.isDirectory(masks) ? masks : folder;
  }
}
