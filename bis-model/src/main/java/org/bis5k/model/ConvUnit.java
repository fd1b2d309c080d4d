package org.bis5k.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bis5k.model.ParameterSpec.Start;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Configuration of the unit every block is made of: a convolution without bias, zero-padded "same"
 * (pad = dilation x (kernel - 1) / 2), then batch normalisation (eps 1e-5, momentum 0.1) and ReLU
 * where asked for. Input N x in x H x W, output N x out x ceil(H / stride) x ceil(W / stride).
 */
final class ConvUnit extends ParameterLayer {

  private static final long serialVersionUID = 1L;

  /** Public for the framework's JSON. */
  public ConvGeometry geometry;

  /** Checkpoint prefix of the convolution, such as {@code tir1.conv_cat.conv}. */
  public String convName;

  /** Checkpoint prefix of the batch normalisation, or null for a convolution alone. */
  public String normName;

  /** Whether a ReLU ends the unit. */
  public boolean relu;

  /** Whether fresh weights use fan-out (the encoder) instead of fan-in. */
  public boolean fanOut;

  /** For the framework's JSON reader. */
  public ConvUnit() {}

  static ConvUnit of(
      ConvGeometry geometry, String convName, String normName, boolean relu, boolean fanOut) {
    ConvUnit unit = new ConvUnit();
    unit.geometry = geometry;
    unit.convName = convName;
    unit.normName = normName;
    unit.relu = relu;
    unit.fanOut = fanOut;
    unit.nIn = geometry.in();
    unit.nOut = geometry.out();
    unit.layerName = convName;
    return unit;
  }

  boolean normalised() {
    return normName != null;
  }

  @Override
  List<ParameterSpec> specs() {
    List<ParameterSpec> specs = new ArrayList<>();
    Start start = fanOut ? Start.KAIMING_FAN_OUT : Start.KAIMING_FAN_IN;
    ConvGeometry g = geometry;
    specs.add(
        ParameterSpec.of(
            "weight",
            convName + ".weight",
            start,
            g.out(),
            g.in(),
            g.kernelHeight(),
            g.kernelWidth()));
    if (normalised()) {
      specs.add(ParameterSpec.of("gamma", normName + ".weight", Start.ONE, g.out()));
      specs.add(ParameterSpec.of("beta", normName + ".bias", Start.ZERO, g.out()));
      specs.add(ParameterSpec.of("mean", normName + ".running_mean", Start.RUNNING_MEAN, g.out()));
      specs.add(
          ParameterSpec.of("var", normName + ".running_var", Start.RUNNING_VARIANCE, g.out()));
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
        && relu == that.relu
        && fanOut == that.fanOut;
  }

  @Override
  public int hashCode() {
    return Objects.hash(geometry, convName, normName, relu, fanOut);
  }
}
