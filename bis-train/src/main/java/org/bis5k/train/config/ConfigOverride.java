package org.bis5k.train.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.bis5k.data.InvalidInputException;

/** One {@code path=value} setting of the command line, which changes a configuration tree. */
final class ConfigOverride {

  private final String origin;
  private final String[] path;
  private final ConfigNode value;

  private ConfigOverride(String origin, String[] path, ConfigNode value) {
    this.origin = origin;
    this.path = path;
    this.value = value;
  }

  /** Parses a setting; the value is YAML. */
  static ConfigOverride of(String setting) {
    String origin = "--set " + setting;
    int equals = setting.indexOf('=');
    String[] path = setting.substring(0, Math.max(equals, 0)).strip().split("\\.", -1);
    boolean broken = equals < 1;
    for (String part : path) {
      broken |= part.isBlank();
    }
    if (broken) {
      throw new InvalidInputException(
          origin + ": expected path=value, for example Train.Dataloader.batch_size=4");
    }
    return new ConfigOverride(origin, path, YamlTree.value(setting.substring(equals + 1), origin));
  }

  /** A copy of the tree with the value set; missing sections on the path are added. */
  ConfigNode applyTo(ConfigNode root) {
    return set(root, 0);
  }

  private ConfigNode set(ConfigNode node, int depth) {
    if (depth == path.length) {
      return value;
    }
    String key = path[depth];
    if (node instanceof ConfigNode.Items items) {
      return setInList(items, key, depth);
    }
    if (node instanceof ConfigNode.Scalar scalar && scalar.text() != null) {
      throw new InvalidInputException(
          "%s: %s is no section; it holds %s".formatted(origin, pathTo(depth), scalar.describe()));
    }
    ConfigNode.Fields fields =
        node instanceof ConfigNode.Fields present
            ? present
            : new ConfigNode.Fields(new LinkedHashMap<>(), origin);
    return fields.with(key, set(fields.values().get(key), depth + 1));
  }

  /** Sets a value in a list of single-key sections, one of the forms of transform lists. */
  private ConfigNode setInList(ConfigNode.Items items, String key, int depth) {
    List<ConfigNode> values = new ArrayList<>(items.values());
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof ConfigNode.Fields fields && fields.values().containsKey(key)) {
        values.set(i, fields.with(key, set(fields.values().get(key), depth + 1)));
        return new ConfigNode.Items(List.copyOf(values), items.where());
      }
    }
    throw new InvalidInputException(
        "%s: %s is a list without '%s'".formatted(origin, pathTo(depth), key));
  }

  private String pathTo(int depth) {
    return String.join(".", List.of(path).subList(0, depth));
  }
}
