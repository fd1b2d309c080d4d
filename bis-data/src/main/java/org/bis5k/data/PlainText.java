package org.bis5k.data;

import java.util.regex.Pattern;

/**
 * Text from elsewhere (file names, names of tensors, cells of tables) as it can be shown on a
 * terminal: codes that a terminal obeys, and those that turn the direction of writing, become "?".
 */
public final class PlainText {

  private static final Pattern CODES =
      Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069&&[^\n\t]]");

  private static final int EXCERPT = 200;

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

  /**
   * The beginning of a text on one line, for a message: whoever made a file must not decide how
   * long the message about it is.
   *
   * @param text any text, such as a value of a file's metadata
   * @return the text; of a longer one, the first 200 characters and its length
   */
  public static String excerpt(String text) {
    return text.length() <= EXCERPT
        ? line(text)
        : line(text.substring(0, EXCERPT)) + "... (" + text.length() + " characters)";
  }
}
