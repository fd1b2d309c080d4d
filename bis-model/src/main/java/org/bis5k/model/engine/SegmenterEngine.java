package org.bis5k.model.engine;

import org.bis5k.model.BcsNet;

/** What computes a {@link Segmenter}'s logits. */
public enum SegmenterEngine {
  /** ONNX Runtime where it is on the class path and the file allows it, else DL4J. */
  AUTO,
  /** The graph of {@link BcsNet} on ND4J. */
  DL4J,
  /** ONNX Runtime, for which weights are exported first. */
  ONNX
}
