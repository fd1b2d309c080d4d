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
  private static final int LONGEST_LINE = 4000;
  private static final int MOST_LINES = 10_000;

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
   * A message with control codes replaced and of bounded length. Of a line of more than 4000
   * characters the first 3800 and the last 100 stay, of more than 10,000 lines the first 10,000.
   *
   * @param text a message, which may quote text from elsewhere
   * @return the message; what was left out is counted in its place
   */
  static String message(String text) {
    StringBuilder message = new StringBuilder();
    int from = 0;
    for (int count = 0; from <= text.length(); count++) {
      if (count == MOST_LINES) {
        int left = text.length() - from;
        return message + "\n... (" + left + " more characters)";
      }
      int end = text.indexOf('\n', from);
      end = end < 0 ? text.length() : end;
      message.append(count == 0 ? "" : "\n").append(lines(shortened(text, from, end)));
      from = end + 1;
    }
    return message.toString();
  }

  /** The end stays too, since it says what to do. */
  private static String shortened(String text, int from, int end) {
    if (end - from <= LONGEST_LINE) {
      return text.substring(from, end);
    }
    int head = from + LONGEST_LINE - EXCERPT;
    int tail = end - EXCERPT / 2;
    return "%s... (%d characters left out) ...%s"
        .formatted(text.substring(from, head), tail - head, text.substring(tail, end));
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
