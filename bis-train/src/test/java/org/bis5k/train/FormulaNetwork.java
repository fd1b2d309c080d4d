package org.bis5k.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bis5k.model.BcsNet;
import org.bis5k.model.BcsNetOptions;
import org.bis5k.model.BcsNetParameters;
import org.bis5k.model.Tensor;
import org.bis5k.model.WeightFile;
import org.bis5k.testing.FormulaStream;

/** A BCSNet whose every weight is given by the reference's formula. */
final class FormulaNetwork {

  private FormulaNetwork() {}

  static BcsNet create(int divisor) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    BcsNetParameters.of(divisor)
        .shapes()
        .forEach(
            (name, shape) ->
                tensors.put(
                    name,
                    shape.length == 0
                        ? Tensor.ofLongs(new long[1])
                        : Tensor.ofFloats(values(name, shape), shape)));
    BcsNet net = BcsNet.create(BcsNetOptions.ofWidth(divisor));
    net.load(WeightFile.of(tensors, Map.of()), Path.of("formula"));
    return net;
  }

  private static float[] values(String name, long[] shape) {
    int length = 1;
    for (long side : shape) {
      length *= (int) side;
    }
    double scale = shape.length > 1 ? Math.sqrt(3.0 * shape[0] / length) : 0;
    float[] values = FormulaStream.named(name).floats(length);
    for (int i = 0; i < length; i++) {
      double u = values[i];
      values[i] = (float) value(name, shape, scale, u);
    }
    return values;
  }

  private static double value(String name, long[] shape, double scale, double u) {
    if (shape.length > 1) {
      return u * scale;
    }
    if (name.endsWith("gamma")) {
      return 0.5 + 0.25 * u;
    }
    if (name.endsWith("running_var")) {
      return 1 + 0.5 * u;
    }
    return name.endsWith("running_mean") || name.endsWith("bias") ? 0.1 * u : 1 + 0.1 * u;
  }
}
