package org.bis5k.examples;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Where a command prints, and whether a person is watching. */
record Terminal(PrintStream out, PrintStream err, boolean interactive, boolean colour) {

  /** The process's own streams; the launcher says whether they are a terminal. */
  static Terminal ofProcess() {
    String told = System.getProperty("bis.terminal");
    boolean interactive = told == null ? System.console() != null : Boolean.parseBoolean(told);
    boolean colour = colour(interactive, System.getenv());
    return new Terminal(out(interactive), System.err, interactive, colour);
  }

  /** What goes to a file or another program is UTF-8, as all files are, whatever the locale. */
  private static PrintStream out(boolean interactive) {
    return interactive
        ? System.out
        : new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  }

  /** How text that does not pass through {@link #out} itself is encoded for it. */
  Charset charset() {
    return interactive ? Charset.defaultCharset() : StandardCharsets.UTF_8;
  }

  /** Colours need a terminal that shows them and a user who has not set NO_COLOR. */
  static boolean colour(boolean interactive, Map<String, String> environment) {
    return interactive
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }
}
