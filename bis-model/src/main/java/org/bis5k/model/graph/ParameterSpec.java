package org.bis5k.model.graph;

import java.util.Arrays;

/** One parameter of a layer: its key in the layer, its name in a checkpoint, and its shape. */
public final class ParameterSpec {

  private final String key;
  private final String checkpointName;
  private final boolean trained;
  private final long[] shape;

  private ParameterSpec(String key, String checkpointName, boolean trained, long[] shape) {
    this.key = key;
    this.checkpointName = checkpointName;
    this.trained = trained;
    this.shape = shape;
  }

  /**
   * A trained parameter.
   *
   * @param key its key in the layer
   * @param checkpointName its name in a checkpoint
   * @param shape its dimensions
   * @return the specification
   */
  public static ParameterSpec trained(String key, String checkpointName, long... shape) {
    return new ParameterSpec(key, checkpointName, true, shape.clone());
  }

  /** A running statistic: stored with the parameters, moved by the forward pass, never trained. */
  static ParameterSpec statistic(String key, String checkpointName, long... shape) {
    return new ParameterSpec(key, checkpointName, false, shape.clone());
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
   * Whether the parameter is trained.
   *
   * @return false for a running statistic
   */
  public boolean trained() {
    return trained;
  }

  /**
   * The dimensions.
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
