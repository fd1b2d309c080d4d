package org.bis5k.model.engine;

/**
 * Where ONNX Runtime computes. DL4J computes where its build does, and refuses {@link #CUDA} if
 * that is the CPU.
 */
public enum SegmenterDevice {
  /** The first NVIDIA GPU where one answers, else the CPU. */
  AUTO,
  /** The CPU. */
  CPU,
  /** The first NVIDIA GPU; an error where none answers. */
  CUDA
}
