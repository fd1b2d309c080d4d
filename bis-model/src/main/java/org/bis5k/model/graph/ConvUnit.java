package org.bis5k.model.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bis5k.model.kernel.ConvGeometry;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Configuration of the unit that blocks consist of: a convolution without bias with zero padding
 * dilation x (kernel - 1) / 2, then optionally batch normalisation (eps 1e-5, momentum 0.1) and
 * ReLU. Input N x in x H x W, output N x out x ceil(H / stride) x ceil(W / stride).
 */
public final class ConvUnit extends ParameterLayer {

  private static final long serialVersionUID = 1L;

  /** Channels, kernel, stride and dilation; public for the framework's JSON. */
  public ConvGeometry geometry;

  /** Checkpoint prefix of the convolution, such as {@code tir1.conv_cat.conv}. */
  public String convName;

  /** Checkpoint prefix of the batch normalisation, or null for a convolution alone. */
  public String normName;

  /** Whether ReLU ends the unit. */
  public boolean relu;

  /** The weights in a new network. */
  public InitialValues initial;

  /** For the framework's JSON reader. */
  public ConvUnit() {}

  /** A convolution alone. */
  static ConvUnit of(ConvGeometry geometry, String convName, InitialValues initial) {
    ConvUnit unit = new ConvUnit();
    unit.geometry = geometry;
    unit.convName = convName;
    unit.initial = initial;
    unit.nIn = geometry.in();
    unit.nOut = geometry.out();
    unit.layerName = convName;
    return unit;
  }

  /** This convolution followed by a batch normalisation. */
  ConvUnit withNorm(String name) {
    ConvUnit unit = of(geometry, convName, initial);
    unit.normName = name;
    return unit;
  }

  /**
   * This unit followed by ReLU.
   *
   * @return a new configuration
   */
  public ConvUnit withRelu() {
    ConvUnit unit = withNorm(normName);
    unit.relu = true;
    return unit;
  }

  /**
   * Whether a batch normalisation follows the convolution.
   *
   * @return false for a convolution alone
   */
  public boolean normalized() {
    return normName != null;
  }

  @Override
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> parameters = new ArrayList<>();
    ConvGeometry g = geometry;
    parameters.add(
        ParameterSpec.trained(
            "weight",
            convName + ".weight",
            initial,
            g.out(),
            g.in(),
            g.kernelHeight(),
            g.kernelWidth()));
    parameters.addAll(normParameters());
    return parameters;
  }

  List<ParameterSpec> normParameters() {
    if (!normalized()) {
      return List.of();
    }
    long out = geometry.out();
    return List.of(
        ParameterSpec.trained("gamma", normName + ".weight", InitialValues.ONE, out),
        ParameterSpec.trained("beta", normName + ".bias", InitialValues.ZERO, out),
        ParameterSpec.statistic("mean", normName + ".running_mean", InitialValues.ZERO, out),
        ParameterSpec.statistic("var", normName + ".running_var", InitialValues.ONE, out),
        ParameterSpec.counter(normName + ".num_batches_tracked"));
  }

  @Override
  public long[] outputShape(long[][] inputs) {
    return geometry.outputShape(inputs[0]);
  }

  @Override
  public boolean keepsConvolution() {
    return normalized();
  }

  @Override
  RunningLayer<ConvUnit> instantiate(NeuralNetConfiguration conf, DataType dataType) {
    return new ConvUnitLayer(conf, dataType);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConvUnit that
        && Objects.equals(geometry, that.geometry)
        && Objects.equals(convName, that.convName)
        && Objects.equals(normName, that.normName)
        && relu == that.relu
        && initial == that.initial;
  }

  @Override
  public int hashCode() {
    return Objects.hash(geometry, convName, normName, relu, initial);
  }
}
