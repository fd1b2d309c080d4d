package org.bis5k.model.engine;

import java.util.function.Function;
import org.bis5k.model.graph.ConvUnit;
import org.bis5k.model.kernel.BatchNorm;
import org.bis5k.model.kernel.ConvGeometry;

/**
 * A convolution with its batch normalisation folded in, for inference: kernel w gamma / sqrt(var +
 * eps) and bias beta - mean gamma / sqrt(var + eps), computed in double and rounded once.
 */
final class FoldedConvolution {

  private final ConvUnit unit;
  private final Function<String, float[]> parameters;

  /** Takes a function from names in a checkpoint to values; its arrays may be overwritten. */
  FoldedConvolution(ConvUnit unit, Function<String, float[]> parameters) {
    this.unit = unit;
    this.parameters = parameters;
  }

  /** Returns the kernel, out x in x height x width. */
  OnnxWeight kernel() {
    ConvGeometry g = unit.geometry;
    return OnnxWeight.of(
        unit.convName + ".weight",
        this::foldedKernel,
        g.out(),
        g.in(),
        g.kernelHeight(),
        g.kernelWidth());
  }

  /** Returns the bias, one value for each output channel. */
  OnnxWeight bias() {
    return OnnxWeight.of(unit.convName + ".bias", this::foldedBias, unit.geometry.out());
  }

  private float[] foldedKernel() {
    float[] kernel = parameters.apply(unit.convName + ".weight");
    if (unit.normalized()) {
      double[] scale = scale();
      int run = kernel.length / scale.length;
      for (int i = 0; i < kernel.length; i++) {
        kernel[i] = (float) (kernel[i] * scale[i / run]);
      }
    }
    return kernel;
  }

  private float[] foldedBias() {
    double[] scale = scale();
    float[] beta = parameters.apply(unit.normName + ".bias");
    float[] mean = parameters.apply(unit.normName + ".running_mean");
    for (int i = 0; i < scale.length; i++) {
      beta[i] = (float) (beta[i] - mean[i] * scale[i]);
    }
    return beta;
  }

  private double[] scale() {
    float[] gamma = parameters.apply(unit.normName + ".weight");
    float[] variance = parameters.apply(unit.normName + ".running_var");
    double[] scale = new double[gamma.length];
    for (int i = 0; i < scale.length; i++) {
      scale[i] = gamma[i] / Math.sqrt(variance[i] + BatchNorm.EPSILON);
    }
    return scale;
  }
}
