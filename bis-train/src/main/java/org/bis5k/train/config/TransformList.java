package org.bis5k.train.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.data.transform.ParameterReader;
import org.bis5k.data.transform.Resize;
import org.bis5k.data.transform.Transform;
import org.bis5k.data.transform.TransformPipeline;
import org.bis5k.data.transform.TransformRegistry;
import org.bis5k.model.BcsNet;

/** The {@code transform_list} of a configuration: names in order, each with its parameters. */
final class TransformList {

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
    if (!TransformRegistry.keys().contains(name)) {
      throw new InvalidInputException(
          "%s: unknown transform '%s' in %s%s"
              .formatted(node.where(), name, list, Suggestion.of(name, TransformRegistry.keys())));
    }
    ConfigSection section = ConfigSection.of(list + "." + name, node);
    Transform transform;
    try {
      transform = TransformRegistry.read(name, new Parameters(section));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(node.where() + ": " + list + ": " + e.getMessage(), e);
    }
    if (transform instanceof Resize resize) {
      requireStrides(section, resize.size());
    }
    section.finish();
    return transform;
  }

  /** The network halves each side of its input four times. */
  private static void requireStrides(ConfigSection section, Size size) {
    if (size.width() % BcsNet.STRIDE != 0 || size.height() % BcsNet.STRIDE != 0) {
      throw section.error(
          "size",
          "width and height need to be multiples of %d; found [%d, %d]"
              .formatted(BcsNet.STRIDE, size.width(), size.height()));
    }
  }

  /** A section of the file as the parameters of a transform. */
  private record Parameters(ConfigSection section) implements ParameterReader {

    @Override
    public boolean flag(String key, boolean absent) {
      return section.flag(key, absent);
    }

    @Override
    public double real(String key, double absent, double low, double high) {
      return section.real(key, absent, low, high);
    }

    @Override
    public List<Double> reals(String key, List<Double> absent) {
      String path = section.pathOf(key);
      return section.tuple(
          key,
          absent.size(),
          absent,
          node -> ConfigSection.real(path, node, -Double.MAX_VALUE, Double.MAX_VALUE));
    }

    @Override
    public List<Integer> integers(String key, int low, int high, List<Integer> absent) {
      String path = section.pathOf(key);
      return section.tuple(
          key, absent.size(), absent, node -> (int) ConfigSection.whole(path, node, low, high));
    }

    @Override
    public List<String> names(String key, List<String> known) {
      String path = section.pathOf(key);
      return section.list(key, known, node -> ConfigSection.choice(path, node, known));
    }
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
    transform.write(map::put);
    return map.isEmpty() ? null : map;
  }
}
