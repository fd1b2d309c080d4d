package org.bis5k.metrics.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.ScoreRow;

/** Which images of a data set a report shows: the worst, the middle and the best by a metric. */
final class CaseChoice {

  private CaseChoice() {}

  /**
   * Up to {@code each} images per group, none in two of them; images without a value are in none.
   * Equal values are in the order of their names.
   */
  static Map<String, List<ScoreRow>> of(List<ScoreRow> images, Metric metric, int each) {
    Comparator<ScoreRow> byValue =
        Comparator.comparingDouble((ScoreRow row) -> row.scores().value(metric));
    List<ScoreRow> worstFirst =
        images.stream()
            .filter(row -> !Double.isNaN(row.scores().value(metric)))
            .sorted(
                (metric.higherIsBetter() ? byValue : byValue.reversed())
                    .thenComparing(ScoreRow::name))
            .toList();
    int count = worstFirst.size();
    int worst = Math.min(each, (count + 2) / 3);
    int best = Math.min(each, (count + 1) / 3);
    int median = Math.min(each, count / 3);
    int middle = Math.max(worst, (count - median) / 2);
    Map<String, List<ScoreRow>> groups = new LinkedHashMap<>();
    groups.put("Worst", worstFirst.subList(0, worst));
    groups.put("Median", worstFirst.subList(middle, middle + median));
    List<ScoreRow> last = new ArrayList<>(worstFirst.subList(count - best, count));
    Collections.reverse(last);
    groups.put("Best", last);
    return groups;
  }
}
