package org.bis5k.train.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.bis5k.data.InvalidInputException;

/**
 * Reads one section of a configuration, key by key. {@link #finish} refuses keys that were not
 * read. A key that is missing or null has its default.
 */
final class ConfigSection {

  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,18}");
  private static final Pattern REAL =
      Pattern.compile("[+-]?([0-9]{1,40}\\.?[0-9]{0,40}|\\.[0-9]{1,40})([eE][+-]?[0-9]{1,4})?");
  private static final Pattern TRUE = Pattern.compile("(?i:true|yes|on)");
  private static final Pattern FALSE = Pattern.compile("(?i:false|no|off)");

  private final String path;
  private final Map<String, ConfigNode> values;
  private final Set<String> known = new LinkedHashSet<>();

  private ConfigSection(String path, Map<String, ConfigNode> values) {
    this.path = path;
    this.values = values;
  }

  /** The section of a node, which must hold keys or nothing; messages name it {@code path}. */
  static ConfigSection of(String path, ConfigNode node) {
    if (node instanceof ConfigNode.Fields fields) {
      return new ConfigSection(path, fields.values());
    }
    if (node == null || node instanceof ConfigNode.Scalar scalar && scalar.text() == null) {
      return new ConfigSection(path, new LinkedHashMap<>());
    }
    throw expected(path.isEmpty() ? "the file" : path, "a section of keys", node);
  }

  /** The section of a key; empty where the key is missing. */
  ConfigSection section(String key) {
    return of(pathOf(key), node(key));
  }

  /** The raw value of a key, null where missing or null. */
  ConfigNode node(String key) {
    known.add(key);
    ConfigNode node = values.get(key);
    return node instanceof ConfigNode.Scalar scalar && scalar.text() == null ? null : node;
  }

  /** Whether the key is there and not null. */
  boolean has(String key) {
    return node(key) != null;
  }

  /** A text. */
  String text(String key, String absent) {
    ConfigNode node = node(key);
    return node == null ? absent : scalar(pathOf(key), node, "a text");
  }

  /** A file or folder. */
  Optional<Path> path(String key) {
    ConfigNode node = node(key);
    return node == null ? Optional.empty() : Optional.of(path(pathOf(key), node));
  }

  /** A whole number in a closed range. */
  int integer(String key, int absent, int low, int high) {
    return (int) whole(key, absent, low, high);
  }

  /** A whole number in a closed range. */
  long whole(String key, long absent, long low, long high) {
    ConfigNode node = node(key);
    return node == null ? absent : whole(pathOf(key), node, low, high);
  }

  /** A whole number in a closed range; {@code path} names it in messages. */
  static long whole(String path, ConfigNode node, long low, long high) {
    String kind = "a whole number of " + low + " to " + high;
    if (high == Integer.MAX_VALUE || high == Long.MAX_VALUE) {
      kind = low == Long.MIN_VALUE ? "a whole number" : "a whole number of at least " + low;
    }
    String text = scalar(path, node, kind);
    if (!INTEGER.matcher(text).matches()) {
      throw expected(path, kind, node);
    }
    long value = Long.parseLong(text);
    if (value < low || value > high) {
      throw expected(path, kind, node);
    }
    return value;
  }

  /** A number in a closed range. */
  double real(String key, double absent, double low, double high) {
    ConfigNode node = node(key);
    return node == null ? absent : real(pathOf(key), node, low, high);
  }

  /** A number in a closed range; {@code path} names it in messages. */
  static double real(String path, ConfigNode node, double low, double high) {
    String kind =
        high == Double.MAX_VALUE
            ? (low == -Double.MAX_VALUE ? "a number" : "a number of at least " + low)
            : "a number of " + low + " to " + high;
    String text = scalar(path, node, kind);
    double value = REAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (!(value >= low && value <= high)) {
      throw expected(path, kind, node);
    }
    return value;
  }

  /** True or false. */
  boolean flag(String key, boolean absent) {
    ConfigNode node = node(key);
    return node == null ? absent : flag(pathOf(key), node);
  }

  private static boolean flag(String path, ConfigNode node) {
    String text = scalar(path, node, "True or False");
    if (!TRUE.matcher(text).matches() && !FALSE.matcher(text).matches()) {
      throw expected(path, "True or False", node);
    }
    return TRUE.matcher(text).matches();
  }

  /** One of the known names. */
  String choice(String key, String absent, List<String> names) {
    ConfigNode node = node(key);
    return node == null ? absent : choice(pathOf(key), node, names);
  }

  /** One of the known names; {@code path} names the value in messages. */
  static String choice(String path, ConfigNode node, List<String> names) {
    String text = scalar(path, node, "one of " + String.join(", ", names));
    if (!names.contains(text)) {
      throw new InvalidInputException(
          node.where() + ": unknown " + path + " '" + text + "'" + Suggestion.of(text, names));
    }
    return text;
  }

  /** A list of values; a single value counts as a list of one. */
  <T> List<T> list(String key, List<T> absent, Function<ConfigNode, T> reader) {
    ConfigNode node = node(key);
    if (node == null) {
      return absent;
    }
    if (!(node instanceof ConfigNode.Items items)) {
      return List.of(reader.apply(node));
    }
    List<T> values = new ArrayList<>();
    items.values().forEach(item -> values.add(reader.apply(item)));
    return List.copyOf(values);
  }

  /** A list of exactly {@code count} values. */
  <T> List<T> tuple(String key, int count, List<T> absent, Function<ConfigNode, T> reader) {
    List<T> values = list(key, absent, reader);
    if (values.size() != count) {
      throw expected(pathOf(key), "a list of " + count, node(key));
    }
    return values;
  }

  /** Refuses keys that were not read. */
  void finish() {
    for (Map.Entry<String, ConfigNode> entry : values.entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw new InvalidInputException(
            "%s: unknown key '%s'%s%s"
                .formatted(
                    entry.getValue().where(),
                    entry.getKey(),
                    path.isEmpty() ? "" : " in " + path,
                    Suggestion.of(entry.getKey(), known)));
      }
    }
  }

  /** The full name of a key of this section. */
  String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The error for a key whose value as a whole cannot be used. */
  InvalidInputException error(String key, String problem) {
    ConfigNode node = values.get(key);
    return new InvalidInputException(
        (node == null ? "" : node.where() + ": ") + pathOf(key) + ": " + problem);
  }

  static String scalar(String path, ConfigNode node, String kind) {
    if (node instanceof ConfigNode.Scalar scalar && scalar.text() != null) {
      return scalar.text();
    }
    throw expected(path, kind, node);
  }

  static Path path(String path, ConfigNode node) {
    try {
      return Path.of(scalar(path, node, "a path"));
    } catch (InvalidPathException e) {
      throw new InvalidInputException(
          node.where() + ": " + path + ": no path: " + e.getReason(), e);
    }
  }

  static InvalidInputException expected(String path, String kind, ConfigNode node) {
    return new InvalidInputException(
        node.where() + ": " + path + ": expected " + kind + "; found " + node.describe());
  }
}
