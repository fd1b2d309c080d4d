package org.bis5k.cli;

import java.util.List;
import org.bis5k.metrics.Metric;
import picocli.CommandLine.Option;

/** The option that chooses the columns of a table. */
final class MetricColumns {

  @Option(
      names = "--metrics",
      paramLabel = "NAME",
      split = ",",
      description = "Columns, for example meanDic,meanIoU (default: all that there are).")
  private List<String> names = List.of();

  /** The metrics that the option names, in that order, or the given ones without the option. */
  List<Metric> or(List<Metric> otherwise) {
    return names.isEmpty() ? otherwise : names.stream().map(Metric::parse).toList();
  }
}
