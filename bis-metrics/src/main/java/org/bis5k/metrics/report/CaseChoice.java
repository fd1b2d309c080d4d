package org.bis5k.metrics.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.metrics.ImageScores;
import org.bis5k.metrics.Metric;

/** Chooses the images that a report shows: the worst, the median and the best by a metric. */
final class CaseChoice {

  private CaseChoice() {}

  /**
   * Up to {@code each} images per group. No image is in two groups, and images without a value are
   * in none. Equal values are ordered by name.
   */
  static Map<String, List<ImageScores>> of(List<ImageScores> images, Metric metric, int each) {
    Comparator<ImageScores> byValue =
        Comparator.comparingDouble((ImageScores row) -> row.value(metric));
    List<ImageScores> worstFirst =
        images.stream()
            .filter(row -> !Double.isNaN(row.value(metric)))
            .sorted(
                (metric.higherIsBetter() ? byValue : byValue.reversed())
                    .thenComparing(ImageScores::name))
            .toList();
    int count = worstFirst.size();
    int worst = Math.min(each, (count + 2) / 3);
    int best = Math.min(each, (count + 1) / 3);
    int median = Math.min(each, count / 3);
    int middle = Math.max(worst, (count - median) / 2);
    Map<String, List<ImageScores>> groups = new LinkedHashMap<>();
    groups.put("Worst", worstFirst.subList(0, worst));
    groups.put("Median", worstFirst.subList(middle, middle + median));
    List<ImageScores> last = new ArrayList<>(worstFirst.subList(count - best, count));
    Collections.reverse(last);
    groups.put("Best", last);
    return groups;
  }
}
