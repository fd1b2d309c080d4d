package org.bis5k.model.engine;

import java.util.Objects;
import org.bis5k.model.BcsNet;

/**
 * What computes a network, and where.
 *
 * @param engine what computes the logits
 * @param device where ONNX Runtime computes
 */
public record SegmenterOptions(Engine engine, Device device) {

  /** What computes the logits. */
  public enum Engine {
    /** ONNX Runtime if it is on the class path and starts, else DL4J. */
    AUTO,
    /** The graph of {@link BcsNet} on ND4J; it cannot compute ONNX models. */
    DL4J,
    /** ONNX Runtime; weights are exported to a temporary ONNX model first. */
    ONNX
  }

  /**
   * Where ONNX Runtime computes. DL4J computes where its build does, and refuses {@link #CUDA} if
   * that is the CPU.
   */
  public enum Device {
    /** The first NVIDIA GPU if one answers, else the CPU. */
    AUTO,
    /** The CPU. */
    CPU,
    /** The first NVIDIA GPU; opening a network fails if none answers. */
    CUDA
  }

  private static final SegmenterOptions DEFAULTS = new SegmenterOptions(Engine.AUTO, Device.AUTO);

  /**
   * Makes options.
   *
   * @param engine what computes the logits
   * @param device where ONNX Runtime computes
   * @throws NullPointerException if one of them is null
   */
  public SegmenterOptions {
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(device, "device");
  }

  /**
   * Returns the default options.
   *
   * @return engine and device {@code AUTO}
   */
  public static SegmenterOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Replaces the engine.
   *
   * @param other the engine
   * @return options that differ in nothing else
   */
  public SegmenterOptions withEngine(Engine other) {
    return new SegmenterOptions(other, device);
  }

  /**
   * Replaces the device.
   *
   * @param other the device
   * @return options that differ in nothing else
   */
  public SegmenterOptions withDevice(Device other) {
    return new SegmenterOptions(engine, other);
  }
}
