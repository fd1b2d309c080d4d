package org.bis5k.metrics.report;

import org.bis5k.data.HtmlText;

/**
 * The style of a method's line: a colour of the palette of Okabe and Ito, which can be
 * distinguished with any kind of colour vision, and a dash pattern for printing in grey.
 */
record MethodStyle(String color, String dashes) {

  private static final String[] COLORS = {
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#1c2733"
  };
  private static final String[] DASHES = {"none", "6 3", "2 2", "8 3 2 3"};

  /** The style of the method with an index from 0; styles repeat after 28. */
  static MethodStyle of(int index) {
    return new MethodStyle(COLORS[index % COLORS.length], DASHES[index % DASHES.length]);
  }

  /** Colour and dashes as CSS. */
  String css() {
    return "stroke:" + color + ";stroke-dasharray:" + dashes;
  }

  /** The legend: each method with its line. */
  static String legend(Iterable<String> methods) {
    HtmlText html = new HtmlText().open("ul", "class", "legend");
    int index = 0;
    for (String method : methods) {
      MethodStyle style = of(index++);
      html.open("li").open("svg", "viewBox", "0 0 30 12", "aria-hidden", "true");
      html.leaf("path", "", "class", "curve", "style", style.css(), "d", "M1 6H29");
      html.close().text(method).close();
    }
    return html.close().toString();
  }
}
