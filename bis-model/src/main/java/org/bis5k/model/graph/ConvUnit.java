package org.bis5k.model.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bis5k.model.kernel.ConvGeometry;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Configuration of the unit every block is made of: a convolution without bias, zero-padded "same"
 * (pad = dilation x (kernel - 1) / 2), then batch normalisation (eps 1e-5, momentum 0.1) and ReLU
 * where asked for. Input N x in x H x W, output N x out x ceil(H / stride) x ceil(W / stride).
 */
public final class ConvUnit extends ParameterLayer {

  private static final long serialVersionUID = 1L;

  /** Public for the framework's JSON. */
  public ConvGeometry geometry;

  /** Checkpoint prefix of the convolution, such as {@code tir1.conv_cat.conv}. */
  public String convName;

  /** Checkpoint prefix of the batch normalisation, or null for a convolution alone. */
  public String normName;

  /** Whether a ReLU ends the unit. */
  public boolean relu;

  /** For the framework's JSON reader. */
  public ConvUnit() {}

  /**
   * A unit.
   *
   * @param geometry channels, kernel, stride and dilation
   * @param convName checkpoint prefix of the convolution
   * @param normName checkpoint prefix of the batch normalisation, or null for a convolution alone
   * @param relu whether ReLU follows
   * @return the configuration
   */
  public static ConvUnit of(ConvGeometry geometry, String convName, String normName, boolean relu) {
    ConvUnit unit = new ConvUnit();
    unit.geometry = geometry;
    unit.convName = convName;
    unit.normName = normName;
    unit.relu = relu;
    unit.nIn = geometry.in();
    unit.nOut = geometry.out();
    unit.layerName = convName;
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
  List<ParameterSpec> specs() {
    List<ParameterSpec> specs = new ArrayList<>();
    ConvGeometry g = geometry;
    long out = g.out();
    specs.add(
        ParameterSpec.trained(
            "weight", convName + ".weight", out, g.in(), g.kernelHeight(), g.kernelWidth()));
    if (normalized()) {
      specs.add(ParameterSpec.trained("gamma", normName + ".weight", out));
      specs.add(ParameterSpec.trained("beta", normName + ".bias", out));
      specs.add(ParameterSpec.statistic("mean", normName + ".running_mean", out));
      specs.add(ParameterSpec.statistic("var", normName + ".running_var", out));
    }
    return specs;
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
        && relu == that.relu;
  }

  @Override
  public int hashCode() {
    return Objects.hash(geometry, convName, normName, relu);
  }
}
