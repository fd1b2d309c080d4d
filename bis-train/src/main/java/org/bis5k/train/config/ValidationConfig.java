package org.bis5k.train.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bis5k.metrics.Metric;

/**
 * The section Train.Validation: a data set that is scored during training; none by default.
 *
 * @param root a folder with {@code images} and {@code masks}; without it there is no validation
 * @param every interval of validations in epochs, at least 1
 * @param metric the score that decides which checkpoint is best, a name as in Eval.metrics
 * @param patience number of scores without improvement after which training stops early; 0 for
 *     never
 */
public record ValidationConfig(Optional<Path> root, int every, Metric metric, int patience) {
  static ValidationConfig read(ConfigSection section) {
    ValidationConfig config =
        new ValidationConfig(
            section.path("root"),
            section.integer("every", 1, 1, 1_000_000),
            Metric.parse(section.choice("metric", Metric.MEAN_DIC.label(), EvalConfig.METRICS)),
            section.integer("patience", 0, 0, 1_000_000));
    section.finish();
    return config;
  }

  Map<String, Object> write() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("root", RunConfig.text(root));
    map.put("every", every);
    map.put("metric", metric.label());
    map.put("patience", patience);
    return map;
  }
}
