package org.bis5k.model;

import java.util.Arrays;

/** One parameter of a layer: its key in the layer, its name in a checkpoint, shape and start. */
final class ParameterSpec {

  /** How a fresh parameter starts; running statistics are stored but never trained. */
  enum Start {
    KAIMING_FAN_IN,
    KAIMING_FAN_OUT,
    ONE,
    ZERO,
    RUNNING_MEAN,
    RUNNING_VARIANCE
  }

  private final String key;
  private final String checkpointName;
  private final long[] shape;
  private final Start start;

  private ParameterSpec(String key, String checkpointName, long[] shape, Start start) {
    this.key = key;
    this.checkpointName = checkpointName;
    this.shape = shape;
    this.start = start;
  }

  static ParameterSpec of(String key, String checkpointName, Start start, long... shape) {
    return new ParameterSpec(key, checkpointName, shape.clone(), start);
  }

  String key() {
    return key;
  }

  String checkpointName() {
    return checkpointName;
  }

  long[] shape() {
    return shape.clone();
  }

  long length() {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  boolean trained() {
    return start != Start.RUNNING_MEAN && start != Start.RUNNING_VARIANCE;
  }

  Start start() {
    return start;
  }
}
