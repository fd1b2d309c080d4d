package org.bis5k.cli.terminal;

import java.nio.file.Path;

/** Overrides of a configuration whose value is a path. */
public final class PathSetting {

  private PathSetting() {}

  /**
   * The override {@code key='path'}. Quotes keep YAML from reading the path as anything else.
   *
   * @param key the configuration's key, such as {@code Train.Dataset.root}
   * @param path its new value
   * @return the override, as {@code --set} takes it
   */
  public static String of(String key, Path path) {
    return key + "='" + path.toString().replace("'", "''") + "'";
  }
}
