package org.bis5k.data;

/** Text in HTML pages: file names and messages may hold anything. */
public final class HtmlText {

  private HtmlText() {}

  /**
   * Text as content of an element or of a quoted attribute.
   *
   * @param text any text
   * @return the same with the five characters that HTML takes as its own replaced
   */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      switch (character) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(character);
      }
    }
    return escaped.toString();
  }
}
