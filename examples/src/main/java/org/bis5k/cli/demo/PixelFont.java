package org.bis5k.cli.demo;

import java.util.Locale;

/**
 * A bitmap font for labels in pictures, equal on every machine and independent of installed fonts.
 * It has lower-case letters, digits, full stop, hyphen and underscore. Capitals are drawn in lower
 * case and other characters as a gap.
 */
final class PixelFont {

  /** Distance between characters, in dots. */
  static final int ADVANCE = 6;

  static final int HEIGHT = 8;

  private static final String CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz.-_";

  /** Five columns a character, the lowest bit on top. */
  private static final String COLUMNS =
      "3E4141413E"
          + "00427F4000"
          + "4261514946"
          + "2141454B31"
          + "1814127F10"
          + "2745454539"
          + "3C4A494930"
          + "0171090503"
          + "3649494936"
          + "064949291E"
          + "2054545478"
          + "7F48444438"
          + "3844444420"
          + "384444487F"
          + "3854545418"
          + "087E090102"
          + "18A4A49C78"
          + "7F08040478"
          + "00447D4000"
          + "4080807D00"
          + "7F10284400"
          + "00417F4000"
          + "7C04180478"
          + "7C08040478"
          + "3844444438"
          + "FC18242418"
          + "18242418FC"
          + "7C08040408"
          + "4854545420"
          + "043F444020"
          + "3C4040207C"
          + "1C2040201C"
          + "3C4030403C"
          + "4428102844"
          + "4C9090907C"
          + "4464544C44"
          + "0060600000"
          + "0808080808"
          + "4040404040";

  private PixelFont() {}

  /** Whether a dot of a text is set; x counts from its left, y from the top. */
  static boolean at(String text, int x, int y) {
    int index = x / ADVANCE;
    int column = x % ADVANCE;
    if (index >= text.length() || column == ADVANCE - 1) {
      return false;
    }
    int character = CHARACTERS.indexOf(text.toLowerCase(Locale.ROOT).charAt(index));
    if (character < 0) {
      return false;
    }
    int from = 2 * (5 * character + column);
    return (Integer.parseInt(COLUMNS.substring(from, from + 2), 16) >> y & 1) == 1;
  }
}
