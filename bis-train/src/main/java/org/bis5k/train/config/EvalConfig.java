package org.bis5k.train.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bis5k.metrics.Metric;

/**
 * The section Eval: which predictions are scored against which ground truth. Predictions are in
 * {@code pred_root/DATASET}, or in {@code pred_root/METHOD/DATASET} if methods are named; masks are
 * in {@code gt_root/DATASET/masks}.
 *
 * @param groundTruth {@code gt_root}
 * @param predictions {@code pred_root}
 * @param results {@code result_path}, the folder of the tables
 * @param methods names of the methods; empty for a single, unnamed one; not in the released files
 * @param datasets names of the data sets
 * @param metrics the scores, in the order of the table
 */
public record EvalConfig(
    Optional<Path> groundTruth,
    Optional<Path> predictions,
    Optional<Path> results,
    List<String> methods,
    List<String> datasets,
    List<Metric> metrics) {

  static final List<String> METRICS = Metric.all().stream().map(Metric::label).toList();

  static EvalConfig read(ConfigSection section) {
    EvalConfig config =
        new EvalConfig(
            section.path("gt_root"),
            section.path("pred_root"),
            section.path("result_path"),
            names(section, "methods", List.of()),
            names(section, "datasets", List.of("formal_test")),
            section.list("metrics", Metric.all(), node -> metric(section.pathOf("metrics"), node)));
    section.finish();
    return config;
  }

  private static List<String> names(ConfigSection section, String key, List<String> otherwise) {
    return section.list(
        key, otherwise, node -> ConfigSection.scalar(section.pathOf(key), node, "names"));
  }

  private static Metric metric(String path, ConfigNode node) {
    return Metric.parse(ConfigSection.choice(path, node, METRICS));
  }

  Map<String, Object> write() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("gt_root", RunConfig.text(groundTruth));
    map.put("pred_root", RunConfig.text(predictions));
    map.put("result_path", RunConfig.text(results));
    map.put("methods", methods);
    map.put("datasets", datasets);
    map.put("metrics", metrics.stream().map(Metric::label).toList());
    return map;
  }
}
