package org.bis5k.metrics.file;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as tables print them, independent of the locale. */
public final class Decimals {

  private Decimals() {}

  /**
   * The exact value of a double rounded half to even. ({@code String.format} rounds the shortest
   * decimal instead, which differs: the double 0.0005 is above one half of 0.001.)
   *
   * @param value the number
   * @param digits the number of decimals, at least 0
   * @return the decimal, or {@code nan} for NaN and infinities
   */
  public static String of(double value, int digits) {
    return Double.isFinite(value)
        ? new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString()
        : "nan";
  }

  /**
   * The shortest decimal that reads back as the same double.
   *
   * @param value the number
   * @return the decimal; {@code nan} for NaN
   */
  public static String exact(double value) {
    return Double.isNaN(value) ? "nan" : Double.toString(value);
  }
}
