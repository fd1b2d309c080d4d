package org.bis5k.data.transform;

/** Receives the parameters of a transform, such as for a configuration file. */
@FunctionalInterface
public interface ParameterWriter {

  /**
   * Adds a parameter.
   *
   * @param key the name that it is read by
   * @param value a {@code Boolean}, {@code Integer}, {@code Double}, {@code String} or a list of
   *     these
   */
  void put(String key, Object value);
}
