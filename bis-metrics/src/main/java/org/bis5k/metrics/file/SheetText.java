package org.bis5k.metrics.file;

/**
 * Names as cells of files that people open in spreadsheets and print on terminals. A spreadsheet
 * takes a cell for a formula if it starts with {@code =}, {@code +}, {@code -}, {@code @}, a tab or
 * a line end, and may split cells at semicolons; a terminal obeys control characters.
 *
 * <p>A name with any of these is written with an apostrophe in front; behind it, control
 * characters, characters that change the direction of writing, semicolons, unpaired surrogates and
 * backslashes are written as backslash, {@code u} and four hexadecimal digits. Names that start
 * with an apostrophe are written in the same way, so the original can always be restored. All other
 * names are written as they are.
 */
public final class SheetText {

  private static final char GUARD = '\'';
  private static final int CODE_LENGTH = 4;

  private SheetText() {}

  /**
   * A name as a cell.
   *
   * @param name any text
   * @return the text of the cell, which {@link #name} turns back into the name
   */
  public static String cell(String name) {
    if (!startsFormula(name) && name.codePoints().noneMatch(SheetText::isEscaped)) {
      return name;
    }
    StringBuilder cell = new StringBuilder(name.length() + 16).append(GUARD);
    name.codePoints()
        .forEach(
            c -> {
              if (isEscaped(c) || c == '\\') {
                cell.append("\\u").append("%04x".formatted(c));
              } else {
                cell.appendCodePoint(c);
              }
            });
    return cell.toString();
  }

  private static boolean startsFormula(String name) {
    String start = name.stripLeading();
    // The last four are the full-width forms of the first, which some spreadsheets accept.
    return !start.isEmpty() && "=+-@'\uff1d\uff0b\uff0d\uff20".indexOf(start.charAt(0)) >= 0;
  }

  private static boolean isEscaped(int c) {
    return c == ';'
        || Character.isISOControl(c)
        || c >= '\u202a' && c <= '\u202e'
        || c >= '\u2066' && c <= '\u2069'
        || c == '\u2028'
        || c == '\u2029'
        || c == '\ufeff'
        || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE; // unpaired ones only
  }

  /**
   * The name of a cell.
   *
   * @param cell what {@link #cell} returned
   * @return the name
   * @throws IllegalArgumentException if a backslash begins no code of four hexadecimal digits
   */
  public static String name(String cell) {
    if (cell.isEmpty() || cell.charAt(0) != GUARD) {
      return cell;
    }
    StringBuilder name = new StringBuilder(cell.length());
    int at = 1;
    for (int code = cell.indexOf('\\'); code >= 0; code = cell.indexOf('\\', at)) {
      int end = code + 2 + CODE_LENGTH;
      if (end > cell.length() || cell.charAt(code + 1) != 'u') {
        throw new IllegalArgumentException("Expected \\u and four digits in '" + cell + "'");
      }
      name.append(cell, at, code);
      name.append((char) Integer.parseInt(cell, code + 2, end, 16));
      at = end;
    }
    return name.append(cell, at, cell.length()).toString();
  }
}
