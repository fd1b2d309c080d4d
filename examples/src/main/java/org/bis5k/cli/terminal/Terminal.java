package org.bis5k.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The streams of a command and how they may be used.
 *
 * @param out receives results
 * @param err receives messages and errors
 * @param interactive whether a person reads {@code out} on a terminal; progress is shown only then
 * @param colour whether messages may contain colour codes
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive, boolean colour) {

  /**
   * The process's own streams. The system property {@code bis.terminal}, set by the launcher, says
   * whether they are a terminal.
   *
   * @return the terminal of this process
   */
  public static Terminal ofProcess() {
    String told = System.getProperty("bis.terminal");
    boolean interactive = told == null ? System.console() != null : Boolean.parseBoolean(told);
    boolean colour = colour(interactive, System.getenv());
    return new Terminal(out(interactive), System.err, interactive, colour);
  }

  /** Output to a file or another program is UTF-8 in every locale, as all files are. */
  private static PrintStream out(boolean interactive) {
    return interactive
        ? System.out
        : new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  }

  /**
   * The encoding of {@link #out}, for writers that are not built on that stream.
   *
   * @return the locale's encoding on a terminal, UTF-8 elsewhere
   */
  public Charset charset() {
    return interactive ? Charset.defaultCharset() : StandardCharsets.UTF_8;
  }

  /** Colours are used on terminals that show them, unless the user has set NO_COLOR. */
  static boolean colour(boolean interactive, Map<String, String> environment) {
    return interactive
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }
}
