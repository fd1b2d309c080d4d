package org.bis5k.metrics.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.TruthKind;

/** What a report must say beside a data set's numbers, lest they mislead. */
final class ScoreNotes {

  private ScoreNotes() {}

  /** Which ground truths are empty or full, what became of them, and means over fewer images. */
  static List<String> of(DatasetScores scores, List<Metric> columns) {
    List<String> notes = new ArrayList<>();
    int images = scores.images().size();
    for (TruthKind kind : List.of(TruthKind.EMPTY, TruthKind.FULL)) {
      List<String> names = scores.names(kind);
      if (!names.isEmpty()) {
        notes.add(
            "ground truth "
                + kind.name().toLowerCase(Locale.ROOT)
                + " in "
                + names.size()
                + " of "
                + images
                + ": "
                + String.join(", ", names));
      }
    }
    if (!notes.isEmpty()) {
      notes.add(scores.profile().emptyMaskPolicy());
    }
    for (Metric metric : columns) {
      int counted = scores.counted(metric);
      if (counted < images) {
        notes.add(metric.label() + " over " + counted + " of " + images + " images");
      }
    }
    return notes;
  }
}
