package org.bis5k.metrics;

/** The classes that occur in a ground truth. Some metrics are undefined where only one does. */
public enum TruthKind {
  /** No foreground pixel. */
  EMPTY,
  /** Pixels of both classes. */
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
