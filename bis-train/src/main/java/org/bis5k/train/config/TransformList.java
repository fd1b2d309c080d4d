package org.bis5k.train.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.data.transform.Enhancement;
import org.bis5k.data.transform.Transform;
import org.bis5k.data.transform.TransformPipeline;

/** The {@code transform_list} of a configuration: names in order, each with its parameters. */
final class TransformList {

  private static final List<String> NAMES =
      List.of(
          "resize",
          "random_scale_crop",
          "random_flip",
          "random_rotate",
          "random_image_enhance",
          "random_dilation_erosion",
          "random_gaussian_blur",
          "stain_augmentation",
          "colour_jitter",
          "tonumpy",
          "normalize",
          "totensor");
  private static final List<String> METHODS = List.of("contrast", "sharpness", "brightness");
  private static final int MULTIPLE = 16;
  private static final int LONGEST = 16_384;

  private TransformList() {}

  /**
   * The transforms of a section's {@code transform_list}: a table of name: parameters, or a list of
   * such tables with one name each.
   */
  static List<Transform> read(ConfigSection section, List<Transform> absent) {
    String path = section.pathOf("transform_list");
    ConfigNode node = section.node("transform_list");
    if (node == null) {
      return absent;
    }
    List<Transform> transforms = new ArrayList<>();
    if (node instanceof ConfigNode.Items items) {
      for (ConfigNode item : items.values()) {
        if (item instanceof ConfigNode.Scalar scalar && scalar.text() != null) {
          transforms.add(transform(path, scalar.text(), new ConfigNode.Scalar(null, item.where())));
        } else if (item instanceof ConfigNode.Fields fields && fields.values().size() == 1) {
          fields.values().forEach((name, value) -> transforms.add(transform(path, name, value)));
        } else {
          throw ConfigSection.expected(path, "one transform per entry", item);
        }
      }
    } else if (node instanceof ConfigNode.Fields fields) {
      fields.values().forEach((name, value) -> transforms.add(transform(path, name, value)));
    } else {
      throw ConfigSection.expected(path, "a table of transforms", node);
    }
    try {
      TransformPipeline.of(transforms);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(node.where() + ": " + path + ": " + e.getMessage(), e);
    }
    return List.copyOf(transforms);
  }

  private static Transform transform(String list, String name, ConfigNode node) {
    if (!NAMES.contains(name)) {
      throw new InvalidInputException(
          node.where()
              + ": unknown transform '"
              + name
              + "' in "
              + list
              + Suggestion.of(name, NAMES));
    }
    ConfigSection section = ConfigSection.of(list + "." + name, node);
    Transform transform;
    try {
      transform = transform(name, section);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(node.where() + ": " + list + ": " + e.getMessage(), e);
    }
    section.finish();
    return transform;
  }

  private static Transform transform(String name, ConfigSection section) {
    return switch (name) {
      case "resize" -> new Transform.Resize(size(section));
      case "random_scale_crop" -> {
        List<Double> range = reals(section, "range", List.of(0.75, 1.25));
        yield new Transform.RandomScaleCrop(range.get(0), range.get(1));
      }
      case "random_flip" ->
          new Transform.RandomFlip(section.flag("lr", true), section.flag("ud", true));
      case "random_rotate" -> {
        List<Integer> range = integers(section, "range", -360, 720, List.of(0, 359));
        yield new Transform.RandomRotate(range.get(0), range.get(1));
      }
      case "random_image_enhance" ->
          new Transform.RandomImageEnhance(
              section
                  .list(
                      "methods",
                      METHODS,
                      node -> ConfigSection.choice(section.pathOf("methods"), node, METHODS))
                  .stream()
                  .map(method -> Enhancement.valueOf(method.toUpperCase(Locale.ROOT)))
                  .toList());
      case "random_dilation_erosion" -> {
        List<Integer> range = integers(section, "kernel_range", 1, 256, List.of(2, 5));
        yield new Transform.RandomDilationErosion(range.get(0), range.get(1));
      }
      case "random_gaussian_blur" -> new Transform.RandomGaussianBlur();
      case "stain_augmentation" ->
          new Transform.StainAugmentation(section.real("strength", 0.05, 0, 1));
      case "colour_jitter" ->
          new Transform.ColourJitter(
              section.real("brightness", 0, 0, 1),
              section.real("contrast", 0, 0, 1),
              section.real("saturation", 0, 0, 1));
      case "tonumpy" -> new Transform.ToNumpy();
      case "normalize" ->
          new Transform.Normalize(
              reals(section, "mean", Transform.Normalize.imageNet().mean()),
              reals(section, "std", Transform.Normalize.imageNet().std()));
      case "totensor" -> new Transform.ToTensor();
      default -> throw new AssertionError(name);
    };
  }

  /** Width before height in the file, multiples of 16: what the network's strides need. */
  private static Size size(ConfigSection section) {
    List<Integer> sides = integers(section, "size", 1, LONGEST, List.of(352, 352));
    if (sides.get(0) % MULTIPLE != 0 || sides.get(1) % MULTIPLE != 0) {
      throw section.error("size", "width and height need to be multiples of 16; found " + sides);
    }
    return new Size(sides.get(1), sides.get(0));
  }

  private static List<Double> reals(ConfigSection section, String key, List<Double> absent) {
    return section.tuple(
        key,
        absent.size(),
        absent,
        node -> ConfigSection.real(section.pathOf(key), node, -Double.MAX_VALUE, Double.MAX_VALUE));
  }

  private static List<Integer> integers(
      ConfigSection section, String key, int low, int high, List<Integer> absent) {
    return section.tuple(
        key,
        absent.size(),
        absent,
        node -> (int) ConfigSection.whole(section.pathOf(key), node, low, high));
  }

  /** The list as it stands in a file: a table, or a list of tables where a name occurs twice. */
  static Object write(List<Transform> transforms) {
    Set<String> names = new LinkedHashSet<>();
    transforms.forEach(transform -> names.add(transform.key()));
    if (names.size() < transforms.size()) {
      List<Object> list = new ArrayList<>();
      for (Transform transform : transforms) {
        Map<String, Object> single = new LinkedHashMap<>();
        single.put(transform.key(), parameters(transform));
        list.add(single);
      }
      return list;
    }
    Map<String, Object> table = new LinkedHashMap<>();
    transforms.forEach(transform -> table.put(transform.key(), parameters(transform)));
    return table;
  }

  private static Map<String, Object> parameters(Transform transform) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (transform instanceof Transform.Resize resize) {
      map.put("size", List.of(resize.size().width(), resize.size().height()));
    } else if (transform instanceof Transform.RandomScaleCrop crop) {
      map.put("range", List.of(crop.low(), crop.high()));
    } else if (transform instanceof Transform.RandomFlip flip) {
      map.put("lr", flip.leftRight());
      map.put("ud", flip.upDown());
    } else if (transform instanceof Transform.RandomRotate rotate) {
      map.put("range", List.of(rotate.low(), rotate.high()));
    } else if (transform instanceof Transform.RandomImageEnhance enhance) {
      map.put(
          "methods",
          enhance.methods().stream().map(m -> m.name().toLowerCase(Locale.ROOT)).toList());
    } else if (transform instanceof Transform.RandomDilationErosion morphology) {
      map.put("kernel_range", List.of(morphology.low(), morphology.high()));
    } else if (transform instanceof Transform.StainAugmentation stain) {
      map.put("strength", stain.strength());
    } else if (transform instanceof Transform.ColourJitter jitter) {
      map.put("brightness", jitter.brightness());
      map.put("contrast", jitter.contrast());
      map.put("saturation", jitter.saturation());
    } else if (transform instanceof Transform.Normalize normalize) {
      map.put("mean", normalize.mean());
      map.put("std", normalize.std());
    }
    return map.isEmpty() ? null : map;
  }
}
