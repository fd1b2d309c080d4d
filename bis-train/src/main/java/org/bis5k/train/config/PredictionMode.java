package org.bis5k.train.config;

/** The content of a saved prediction. */
public enum PredictionMode {
  /** An 8-bit grey PNG: 255 where the stretched probability p is above 0.5, else 0. */
  THRESHOLD,
  /** An 8-bit grey PNG: floor(255 p). */
  MAP,
  /** The image with floor(255 p) as alpha channel. */
  RGBA
}
