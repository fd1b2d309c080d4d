package org.bis5k.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Reference data too large for the project, in the folder that the system property {@code
 * bis.shared} names. A test that needs a missing file is skipped and says so on standard error.
 */
public final class SharedData {

  private SharedData() {}

  /** The file or folder at {@code relative}, for example {@code golden/transforms}. */
  public static Path require(String relative) {
    Path path = Path.of(System.getProperty("bis.shared", "../shared"), relative);
    if (!Files.exists(path)) {
      String message =
          "SKIPPED: " + path.toAbsolutePath().normalize() + " is missing (set -Dbis.shared)";
      System.err.println(message);
      Assumptions.abort(message);
    }
    return path;
  }
}
