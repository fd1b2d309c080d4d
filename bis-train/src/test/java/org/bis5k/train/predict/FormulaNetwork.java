package org.bis5k.train.predict;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bis5k.model.BcsNet;
import org.bis5k.model.network.BcsNetGraph;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.testing.FormulaWeights;

/** A BCSNet whose every weight is given by the reference's formula. */
public final class FormulaNetwork {

  private FormulaNetwork() {}

  public static BcsNet create(int divisor) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    BcsNetGraph.of(BcsNetOptions.ofWidth(divisor))
        .layout()
        .shapes()
        .forEach(
            (name, shape) ->
                tensors.put(
                    name,
                    shape.length == 0
                        ? Tensor.ofLongs(new long[1])
                        : Tensor.ofFloats(FormulaWeights.values(name, name, shape), shape)));
    BcsNet net = BcsNet.create(BcsNetOptions.ofWidth(divisor));
    net.load(WeightFile.of(tensors, Map.of()), Path.of("formula"));
    return net;
  }
}
