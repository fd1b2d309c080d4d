package org.bis5k.metrics.report;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bis5k.data.HtmlText;

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
    start(tag, attributes).append('>').append(HtmlText.escape(content));
    text.append("</").append(tag).append('>');
    return this;
  }

  /** An element of HTML that has no content. */
  Html single(String tag, String... attributes) {
    start(tag, attributes).append('>');
    return this;
  }

  Html text(String content) {
    text.append(HtmlText.escape(content));
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
      text.append(HtmlText.escape(attributes[i + 1])).append('"');
    }
    return text;
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
