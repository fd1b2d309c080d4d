package org.bis5k.examples;

import java.io.PrintStream;
import java.util.Map;

/** Where a command prints, and whether a person is watching. */
record Terminal(PrintStream out, PrintStream err, boolean interactive, boolean colour) {

  /** The process's own streams; the launcher says whether they are a terminal. */
  static Terminal ofProcess() {
    String told = System.getProperty("bis.terminal");
    boolean interactive = told == null ? System.console() != null : Boolean.parseBoolean(told);
    return new Terminal(System.out, System.err, interactive, colour(interactive, System.getenv()));
  }

  /** Colours need a terminal that shows them and a user who has not set NO_COLOR. */
  static boolean colour(boolean interactive, Map<String, String> environment) {
    return interactive
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }
}
