package org.bis5k.model.kernel;

/** How the output positions of a bilinear resize map to input positions. */
public enum Corners {
  /** src = i (in - 1) / (out - 1), 0 where out = 1. */
  ALIGNED,
  /** src = max(0, (i + 1/2) in / out - 1/2). */
  HALF_PIXEL
}
