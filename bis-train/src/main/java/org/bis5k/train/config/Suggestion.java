package org.bis5k.train.config;

import java.util.Collection;
import java.util.Locale;

/** The end of a message about an unknown name: the nearest known name and all known names. */
final class Suggestion {

  private Suggestion() {}

  /** For example {@code (did you mean lr?); known: type, lr, clip}. */
  static String of(String unknown, Collection<String> known) {
    String nearest = null;
    int best = Math.max(2, unknown.length() / 3) + 1;
    if (unknown.length() <= 64) { // the distance is quadratic in the length
      for (String name : known) {
        int distance = distance(unknown.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
        if (distance < best && distance < name.length()) {
          best = distance;
          nearest = name;
        }
      }
    }
    return (nearest == null ? "" : " (did you mean " + nearest + "?)")
        + "; known: "
        + String.join(", ", known);
  }

  /** The Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
