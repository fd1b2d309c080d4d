package org.bis5k.train.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bis5k.model.BcsNet;
import org.bis5k.model.graph.PassMode;
import org.bis5k.model.network.BcsNetOptions;

/**
 * The section Model: the network and its initial weights.
 *
 * @param name the network; {@code BCSNet_v3} is BCSNet
 * @param channels channels of the decoder; always 256
 * @param outputStride input pixels per position of the deepest features; always 16
 * @param pretrained whether the encoder starts from ImageNet weights, which are read from {@code
 *     backbone} and never downloaded
 * @param widthDivisor all channel counts are divided by this: 1, 2, 4, 8 or 16
 * @param recompute whether training recomputes the encoder's inner activations instead of keeping
 *     them: less memory, more time, the same numbers
 * @param weights a checkpoint of the whole network to start from
 * @param backbone a checkpoint of a bare Res2Net-50 for the encoder
 */
public record ModelConfig(
    String name,
    int channels,
    int outputStride,
    boolean pretrained,
    int widthDivisor,
    boolean recompute,
    Optional<Path> weights,
    Optional<Path> backbone) {
  private static final List<String> NAMES = List.of("BCSNet_v3", "BCSNet");

  static ModelConfig read(ConfigSection section) {
    String name = section.choice("name", NAMES.get(0), NAMES);
    int channels = section.integer("channels", 256, 256, 256);
    int outputStride =
        section.integer("output_stride", BcsNet.STRIDE, BcsNet.STRIDE, BcsNet.STRIDE);
    int divisor = section.integer("width_divisor", 1, 1, 16);
    if (!BcsNetOptions.WIDTH_DIVISORS.contains(divisor)) {
      throw section.error("width_divisor", "expected 1, 2, 4, 8 or 16; found " + divisor);
    }
    boolean recompute = section.flag("recompute", false);
    Optional<Path> weights = section.path("weights");
    Optional<Path> backbone = section.path("backbone");
    boolean pretrained = false;
    if (section.has("pretrained")) {
      // The released files hold either a flag or the name of the file.
      String text = section.text("pretrained", "");
      if (text.matches("(?i:true|false|yes|no|on|off)")) {
        pretrained = section.flag("pretrained", false);
      } else {
        pretrained = true;
        backbone = backbone.or(() -> section.path("pretrained"));
      }
    }
    section.finish();
    return new ModelConfig(
        name, channels, outputStride, pretrained, divisor, recompute, weights, backbone);
  }

  /**
   * How a training pass treats activations.
   *
   * @return {@link PassMode#RECOMPUTING} where {@code recompute} is set, else {@link
   *     PassMode#TRAINING}
   */
  public PassMode trainingMode() {
    return recompute ? PassMode.RECOMPUTING : PassMode.TRAINING;
  }

  Map<String, Object> write() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("channels", channels);
    map.put("output_stride", outputStride);
    map.put("pretrained", pretrained);
    map.put("width_divisor", widthDivisor);
    map.put("recompute", recompute);
    map.put("weights", RunConfig.text(weights));
    map.put("backbone", RunConfig.text(backbone));
    return map;
  }
}
