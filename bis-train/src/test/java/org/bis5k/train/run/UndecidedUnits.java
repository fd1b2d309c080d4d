package org.bis5k.train.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bis5k.model.BcsNet;
import org.bis5k.model.NodeOutputs;

/**
 * The ReLUs of the golden training step that single precision cannot decide: in double precision
 * their input lies within six times the rounding noise of PyTorch's own float32 run ({@code
 * f32_noise}, root mean square over the tensor) of zero. Whoever falls on the other side opens or
 * shuts one position of one channel, which moves single gradients by up to 20 %.
 *
 * <p>{@code net/undecided_units.json} lists those 31 units with their input in double precision and
 * how much each norm changes when the unit alone is decided the other way (PyTorch 1.13, double
 * precision, the golden values' own model, which equals them to 1e-11). The changes add up: twelve
 * of them together were within 0.5 % of their sum.
 */
final class UndecidedUnits {

  private final List<JsonNode> flipped;
  private final String loss;

  private UndecidedUnits(List<JsonNode> flipped, String loss) {
    this.flipped = flipped;
    this.loss = loss;
  }

  /** The units which this network decided otherwise, read between forward and backward. */
  static UndecidedUnits of(BcsNet net, String loss) throws IOException {
    List<JsonNode> flipped = new ArrayList<>();
    try (var in = UndecidedUnits.class.getResourceAsStream("/golden/net/undecided_units.json")) {
      for (JsonNode unit : new ObjectMapper().readTree(in)) {
        float output =
            NodeOutputs.value(
                net,
                unit.get("node").asText(),
                unit.get("after_sum").asBoolean(),
                unit.get("index").asLong());
        if (output > 0 != unit.get("value").asDouble() > 0) {
          flipped.add(unit);
        }
      }
    }
    return new UndecidedUnits(flipped, loss);
  }

  /** The reference's norm of one parameter's gradient, had it decided as this network did. */
  double norm(String parameter, double reference) {
    double norm = reference;
    for (JsonNode unit : flipped) {
      norm += unit.get(loss).path(parameter).asDouble(0);
    }
    return norm;
  }

  /** Their names, for a failure's message. */
  @Override
  public String toString() {
    return flipped.stream()
        .map(unit -> unit.get("node").asText() + "[" + unit.get("index") + "]")
        .toList()
        .toString();
  }
}
