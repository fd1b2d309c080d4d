package org.bis5k.data;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Builds HTML or SVG. Whatever is given as text or as an attribute's value is escaped: file names
 * and messages may hold anything.
 */
public final class HtmlText {

  private final StringBuilder text = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Text as content of an element or of a quoted attribute.
   *
   * @param content any text
   * @return the same with &amp;, &lt;, &gt; and both quotation marks replaced by references, and
   *     control characters by "?", since pages are printed on terminals too
   */
  public static String escape(String content) {
    String text = PlainText.lines(content);
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

  /**
   * Begins an element.
   *
   * @param tag its name
   * @param attributes names and values in turn
   * @return this
   */
  public HtmlText open(String tag, String... attributes) {
    start(tag, attributes).append('>');
    open.push(tag);
    return this;
  }

  /**
   * Ends the element begun last.
   *
   * @return this
   * @throws java.util.NoSuchElementException if no element is open
   */
  public HtmlText close() {
    text.append("</").append(open.pop()).append('>');
    if (open.size() < 4) {
      text.append('\n');
    }
    return this;
  }

  /**
   * Adds an element that holds nothing but text.
   *
   * @param tag its name
   * @param content the text
   * @param attributes names and values in turn
   * @return this
   */
  public HtmlText leaf(String tag, String content, String... attributes) {
    start(tag, attributes).append('>').append(escape(content));
    text.append("</").append(tag).append('>');
    return this;
  }

  /**
   * Adds an element of HTML that has no content.
   *
   * @param tag its name, such as {@code img}
   * @param attributes names and values in turn
   * @return this
   */
  public HtmlText single(String tag, String... attributes) {
    start(tag, attributes).append('>');
    return this;
  }

  /**
   * Adds text.
   *
   * @param content any text
   * @return this
   */
  public HtmlText text(String content) {
    text.append(escape(content));
    return this;
  }

  /**
   * Adds markup that another builder made, or that is part of the program.
   *
   * @param markup well-formed HTML or SVG, added as it is
   * @return this
   */
  public HtmlText raw(String markup) {
    text.append(markup);
    return this;
  }

  private StringBuilder start(String tag, String... attributes) {
    text.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      text.append(escape(attributes[i + 1])).append('"');
    }
    return text;
  }

  /**
   * The markup.
   *
   * @return all that was added
   * @throws IllegalStateException if an element is still open
   */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("The element " + open.peek() + " is still open");
    }
    return text.toString();
  }
}
