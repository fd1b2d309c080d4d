package org.bis5k.metrics;

/** Whether a ground truth has pixels of both classes; some metrics are undefined if not. */
public enum TruthKind {
  /** No foreground pixel. */
  EMPTY,
  /** Both classes. */
  MIXED,
  /** No background pixel. */
  FULL;

  static TruthKind of(long foreground, long pixels) {
    if (foreground == 0) {
      return EMPTY;
    }
    return foreground == pixels ? FULL : MIXED;
  }
}
