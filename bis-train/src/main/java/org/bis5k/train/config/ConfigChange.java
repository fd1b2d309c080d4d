package org.bis5k.train.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A setting with different values in two configurations.
 *
 * @param path the full name of the setting, for example {@code Train.Optimizer.lr}; an index in
 *     brackets names an element of a list
 * @param before its value in the first configuration; "nothing" if it is missing or null
 * @param after its value in the second configuration; "nothing" if it is missing or null
 */
public record ConfigChange(String path, String before, String after) {

  private static final String NOTHING = "nothing";

  /** All differences of two configurations, in the order of the first. */
  static List<ConfigChange> between(ConfigNode first, ConfigNode second) {
    Map<String, String> before = new LinkedHashMap<>();
    Map<String, String> after = new LinkedHashMap<>();
    collect("", first, before);
    collect("", second, after);
    Set<String> paths = new LinkedHashSet<>(before.keySet());
    paths.addAll(after.keySet());
    List<ConfigChange> changes = new ArrayList<>();
    for (String path : paths) {
      String old = before.getOrDefault(path, NOTHING);
      String now = after.getOrDefault(path, NOTHING);
      if (!old.equals(now)) {
        changes.add(new ConfigChange(path, old, now));
      }
    }
    return List.copyOf(changes);
  }

  private static void collect(String path, ConfigNode node, Map<String, String> values) {
    if (node instanceof ConfigNode.Fields fields) {
      String prefix = path.isEmpty() ? "" : path + ".";
      fields.values().forEach((key, value) -> collect(prefix + key, value, values));
    } else if (node instanceof ConfigNode.Items items) {
      for (int i = 0; i < items.values().size(); i++) {
        collect(path + "[" + i + "]", items.values().get(i), values);
      }
    } else if (node instanceof ConfigNode.Scalar scalar && scalar.text() != null) {
      values.put(path, scalar.text());
    }
  }
}
