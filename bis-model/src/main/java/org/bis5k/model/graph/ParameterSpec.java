package org.bis5k.model.graph;

import java.util.Arrays;

/**
 * A tensor of a network: its key in its layer, its name in a checkpoint, its shape and its role.
 */
public final class ParameterSpec {

  /** What becomes of a tensor in training. */
  public enum Role {
    /** Trained by the optimiser. */
    TRAINED,
    /** A running statistic: updated by training forward passes. */
    STATISTIC,
    /** The number of training batches, an int64 scalar. Kept outside the graph. */
    COUNTER
  }

  private final String key;
  private final String checkpointName;
  private final Role role;
  private final InitialValues initial;
  private final long[] shape;

  private ParameterSpec(
      String key, String checkpointName, Role role, InitialValues initial, long[] shape) {
    this.key = key;
    this.checkpointName = checkpointName;
    this.role = role;
    this.initial = initial;
    this.shape = shape;
  }

  static ParameterSpec trained(
      String key, String checkpointName, InitialValues initial, long... shape) {
    return new ParameterSpec(key, checkpointName, Role.TRAINED, initial, shape.clone());
  }

  static ParameterSpec statistic(
      String key, String checkpointName, InitialValues initial, long... shape) {
    return new ParameterSpec(key, checkpointName, Role.STATISTIC, initial, shape.clone());
  }

  static ParameterSpec counter(String checkpointName) {
    return new ParameterSpec(
        "counter", checkpointName, Role.COUNTER, InitialValues.ZERO, new long[0]);
  }

  String key() {
    return key;
  }

  /**
   * The name in a checkpoint.
   *
   * @return for example {@code tir1.conv_cat.conv.weight}
   */
  public String checkpointName() {
    return checkpointName;
  }

  /**
   * What becomes of the tensor in training.
   *
   * @return the role
   */
  public Role role() {
    return role;
  }

  /**
   * Whether the optimiser trains the tensor.
   *
   * @return false for running statistics and counters
   */
  public boolean trained() {
    return role == Role.TRAINED;
  }

  /**
   * The values in a new network.
   *
   * @return the rule
   */
  public InitialValues initial() {
    return initial;
  }

  /**
   * The dimensions, as in PyTorch: convolutions out x in x height x width, counters none.
   *
   * @return a copy
   */
  public long[] shape() {
    return shape.clone();
  }

  /**
   * The number of elements.
   *
   * @return the product of the dimensions
   */
  public long length() {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }
}
