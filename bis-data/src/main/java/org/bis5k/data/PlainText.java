package org.bis5k.data;

import java.util.regex.Pattern;

/**
 * Text from elsewhere (file names, names of tensors, cells of tables) as it can be shown on a
 * terminal: codes that a terminal obeys, and those that turn the direction of writing, become "?".
 */
public final class PlainText {

  private static final Pattern CODES =
      Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069&&[^\n\t]]");

  private PlainText() {}

  /**
   * A text on one line.
   *
   * @param text any text, such as a file name
   * @return the text; line ends and tabs become "?" too
   */
  public static String line(String text) {
    return lines(text).replace('\n', '?').replace('\t', '?');
  }

  /**
   * A text that may have several lines.
   *
   * @param text any text
   * @return the text with its line feeds and tabs
   */
  public static String lines(String text) {
    return CODES.matcher(text).replaceAll("?");
  }
}
