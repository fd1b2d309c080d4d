package org.bis5k.train.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.bis5k.train.optimizer.AdamOptions;

/**
 * The section Train.Optimizer. The released configuration has {@code clip}, which the released
 * training loop never applies; {@code clip_gradients} applies it, with 0.5 if {@code clip} is
 * missing.
 *
 * @param rate the base learning rate {@code lr}, before a group's multiplier; positive
 * @param weightDecay L2 penalty added to the gradient, not negative
 * @param clip bound of each element of the raw gradient, positive; empty if it is neither
 *     configured nor applied
 * @param clipGradients whether {@code clip} is applied
 * @param beta1 decay of the mean of gradients, in [0, 1)
 * @param beta2 decay of the mean of squared gradients, in [0, 1)
 * @param epsilon added to the root of the second moment, positive
 * @param groups multipliers of the rate by parameter name
 */
public record OptimizerConfig(
    double rate,
    double weightDecay,
    OptionalDouble clip,
    boolean clipGradients,
    double beta1,
    double beta2,
    double epsilon,
    ParameterGroups groups) {
  private static final double RELEASED_CLIP = 0.5;
  private static final double ALMOST_ONE = Math.nextDown(1.0);

  static OptimizerConfig read(ConfigSection section) {
    section.choice("type", "Adam", List.of("Adam"));
    double rate = section.real("lr", 1e-5, Double.MIN_NORMAL, 1e3);
    double decay = section.real("weight_decay", 0, 0, 1e3);
    boolean clipGradients = section.flag("clip_gradients", false);
    double bound = section.real("clip", RELEASED_CLIP, Double.MIN_NORMAL, Double.MAX_VALUE);
    OptionalDouble clip =
        clipGradients || section.has("clip") ? OptionalDouble.of(bound) : OptionalDouble.empty();
    if (section.flag("mixed_precision", false)) {
      throw section.error("mixed_precision", "only False is available: training is in float32");
    }
    List<Double> betas =
        section.tuple(
            "betas",
            2,
            List.of(0.9, 0.999),
            node -> ConfigSection.real(section.pathOf("betas"), node, 0, ALMOST_ONE));
    double epsilon = section.real("eps", 1e-8, Double.MIN_NORMAL, 1);
    ParameterGroups groups = ParameterGroups.read(section.pathOf("groups"), section.node("groups"));
    section.finish();
    return new OptimizerConfig(
        rate, decay, clip, clipGradients, betas.get(0), betas.get(1), epsilon, groups);
  }

  /**
   * The constants of the optimizer.
   *
   * @return Adam's options; the clipping bound is infinite unless {@code clip_gradients} is set
   */
  public AdamOptions adam() {
    double bound = clipGradients ? clip.orElseThrow() : Double.POSITIVE_INFINITY;
    return new AdamOptions(beta1, beta2, epsilon, weightDecay, bound);
  }

  Map<String, Object> write() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("type", "Adam");
    map.put("lr", rate);
    map.put("weight_decay", weightDecay);
    map.put("clip", clip.isPresent() ? clip.getAsDouble() : null);
    map.put("clip_gradients", clipGradients);
    map.put("mixed_precision", false);
    map.put("betas", List.of(beta1, beta2));
    map.put("eps", epsilon);
    map.put("groups", groups.write());
    return map;
  }
}
