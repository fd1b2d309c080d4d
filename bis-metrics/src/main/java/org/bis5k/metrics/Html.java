package org.bis5k.metrics;

import java.util.ArrayDeque;
import java.util.Deque;

/** Builds HTML or SVG; whatever is given as text or as an attribute's value is escaped. */
final class Html {

  private final StringBuilder text = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Begins an element; attributes are names and values in turn. */
  Html open(String tag, String... attributes) {
    start(tag, attributes).append('>');
    open.push(tag);
    return this;
  }

  /** Ends the element begun last. */
  Html close() {
    text.append("</").append(open.pop()).append('>');
    if (open.size() < 4) {
      text.append('\n');
    }
    return this;
  }

  /** An element that holds nothing but text. */
  Html leaf(String tag, String content, String... attributes) {
    start(tag, attributes).append('>').append(escape(content));
    text.append("</").append(tag).append('>');
    return this;
  }

  /** An element of HTML that has no content. */
  Html single(String tag, String... attributes) {
    start(tag, attributes).append('>');
    return this;
  }

  Html text(String content) {
    text.append(escape(content));
    return this;
  }

  /** What another builder has built, or a file of the report itself. */
  Html raw(String markup) {
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

  static String escape(String content) {
    StringBuilder escaped = new StringBuilder(content.length());
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** All elements are closed. */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("The element " + open.peek() + " is still open");
    }
    return text.toString();
  }
}
