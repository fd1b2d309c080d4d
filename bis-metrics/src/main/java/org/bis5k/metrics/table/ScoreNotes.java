package org.bis5k.metrics.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.TruthKind;

/** The notes that a report prints beside the numbers of a data set. */
final class ScoreNotes {

  private ScoreNotes() {}

  /** Empty and full ground truths, the policy for them, and means over fewer images. */
  static List<String> of(DatasetScores scores, List<Metric> columns) {
    List<String> notes = new ArrayList<>();
    int images = scores.images().size();
    for (TruthKind kind : List.of(TruthKind.EMPTY, TruthKind.FULL)) {
      List<String> names = scores.names(kind);
      if (!names.isEmpty()) {
        notes.add(
            "ground truth %s in %s of %s: %s"
                .formatted(
                    kind.name().toLowerCase(Locale.ROOT),
                    names.size(),
                    images,
                    String.join(", ", names)));
      }
    }
    if (!notes.isEmpty()) {
      notes.add(scores.profile().emptyMaskPolicy());
    }
    for (Metric metric : columns) {
      int counted = scores.counted(metric);
      if (counted < images) {
        notes.add("%s over %s of %s images".formatted(metric.label(), counted, images));
      }
    }
    return notes;
  }
}
