package org.bis5k.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.model.weights.StateDictMatch;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;

/**
 * The network that a weight file belongs to, recognised by the names and shapes of a few tensors.
 * Whether the file is complete is checked by {@link StateDictMatch}.
 *
 * @param family the network
 * @param widthDivisor the divisor of the released channel counts; 0 for a foreign file
 */
public record WeightKind(Family family, int widthDivisor) {

  /** The networks that are recognised. */
  public enum Family {
    /** A whole BCSNet: a backbone under {@code resnet.} and decoders. */
    BCSNET,
    /** A bare Res2Net-50 v1b: the backbone's names without {@code resnet.}. */
    RES2NET,
    /** Anything else. */
    FOREIGN
  }

  static final String BACKBONE = "resnet";

  /**
   * Recognises weights.
   *
   * @param weights the weights
   * @return their kind; foreign if tensors are missing or no width fits
   */
  public static WeightKind of(WeightFile weights) {
    Optional<Integer> whole = divisor(weights, BACKBONE + ".");
    if (whole.isPresent() && weights.tensors().containsKey("decoder0.conv5.conv.weight")) {
      return new WeightKind(Family.BCSNET, whole.get());
    }
    return divisor(weights, "")
        .map(divisor -> new WeightKind(Family.RES2NET, divisor))
        .orElse(new WeightKind(Family.FOREIGN, 0));
  }

  private static Optional<Integer> divisor(WeightFile weights, String prefix) {
    return BcsNetOptions.WIDTH_DIVISORS.stream()
        .filter(d -> startsWith(weights, prefix + "conv1.0.weight", 32 / d, 3, 3, 3))
        .filter(d -> startsWith(weights, prefix + "layer4.0.conv3.weight", 2048 / d))
        .findFirst();
  }

  private static boolean startsWith(WeightFile weights, String name, long... dimensions) {
    Tensor tensor = weights.tensors().get(name);
    if (tensor == null || tensor.shape().length < dimensions.length) {
      return false;
    }
    long[] shape = tensor.shape();
    for (int i = 0; i < dimensions.length; i++) {
      if (shape[i] != dimensions[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The backbone's tensors under the names they have in a BCSNet.
   *
   * @param weights a bare Res2Net-50 v1b, or a BCSNet
   * @return the tensors {@code resnet.*} with the file's metadata; empty for a foreign file
   */
  public static WeightFile backboneOf(WeightFile weights) {
    Family family = of(weights).family();
    Map<String, Tensor> backbone = new LinkedHashMap<>();
    weights
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (family == Family.RES2NET) {
                backbone.put(BACKBONE + "." + name, tensor);
              } else if (family == Family.BCSNET && name.startsWith(BACKBONE + ".")) {
                backbone.put(name, tensor);
              }
            });
    return WeightFile.of(backbone, weights.metadata());
  }
}
