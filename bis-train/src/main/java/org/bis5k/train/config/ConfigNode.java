package org.bis5k.train.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a configuration file as plain text, with the place it was read from. */
sealed interface ConfigNode {

  /** The origin of the value: file and line, or the command-line setting. */
  String where();

  /** A short description of the value, for messages. */
  String describe();

  /** A single value; {@code text} is null for YAML's null. */
  record Scalar(String text, String where) implements ConfigNode {
    private static final int SHOWN = 80;

    @Override
    public String describe() {
      if (text == null) {
        return "nothing";
      }
      return "'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "'";
    }
  }

  /** A list. */
  record Items(List<ConfigNode> values, String where) implements ConfigNode {
    @Override
    public String describe() {
      return "a list of " + values.size();
    }
  }

  /** Named values in the order of the file; the origin of a value is the line of its key. */
  record Fields(Map<String, ConfigNode> values, String where) implements ConfigNode {
    @Override
    public String describe() {
      return "a section with "
          + (values.isEmpty() ? "no keys" : String.join(", ", values.keySet()));
    }

    /** A copy with one value added or replaced; the order of the others is kept. */
    Fields with(String key, ConfigNode value) {
      Map<String, ConfigNode> changed = new LinkedHashMap<>(values);
      changed.put(key, value);
      return new Fields(changed, where);
    }
  }
}
