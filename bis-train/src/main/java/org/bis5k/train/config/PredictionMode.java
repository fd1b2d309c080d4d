package org.bis5k.train.config;

/** What a saved prediction holds. */
public enum PredictionMode {
  /** An 8-bit grey PNG: 255 where the normalised probability is above 0.5, else 0. */
  THRESHOLD,
  /** An 8-bit grey PNG: floor(255 p). */
  MAP,
  /** The image itself with floor(255 p) as alpha. */
  RGBA
}
