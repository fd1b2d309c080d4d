package org.bis5k.examples;

import java.nio.file.Path;

/** A path laid over a configuration: {@code key='path'}, quoted so that YAML takes it as it is. */
final class PathSetting {

  private PathSetting() {}

  static String of(String key, Path path) {
    return key + "='" + path.toString().replace("'", "''") + "'";
  }
}
