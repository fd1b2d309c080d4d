package org.bis5k.metrics;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * A sum of finite doubles without rounding, so that neither order nor grouping changes a bit: a
 * fixed-point number wide enough for every double (Kulisch's long accumulator; Kulisch 2013,
 * doi:10.1515/9783110301793). Limb k has the weight 2^(32 k - 1074). Limbs are signed and carry
 * only when they may overflow.
 */
final class ExactSum {

  private static final int LIMB_BITS = 32;
  private static final long LOW = 0xffffffffL;

  /** Exponents up to 971 over -1074 leave the top limb free for carries. */
  private static final int LIMBS = (971 + 1074 + 53) / LIMB_BITS + 3;

  /** An addition changes a limb by less than 2^33, which leaves room for this many. */
  private static final int ADDITIONS_UNTIL_CARRY = 1 << 29;

  /** Sign, digits of all limbs, and the power of two. */
  private static final int LONGEST_TEXT = 1 + LIMBS * LIMB_BITS / 4 + 6;

  private final long[] limbs = new long[LIMBS];
  private int additions;

  /**
   * Adds a number.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  void add(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("Only finite numbers can be summed; found " + value);
    }
    int exponent = Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - 52;
    long bits = Double.doubleToRawLongBits(value) & 0xfffffffffffffL;
    long mantissa = Math.getExponent(value) < Double.MIN_EXPONENT ? bits : bits | 1L << 52;
    int position = exponent + 1074;
    int limb = position / LIMB_BITS;
    int shift = position % LIMB_BITS;
    long sign = value < 0 ? -1 : 1;
    long low = (mantissa & LOW) << shift;
    long high = (mantissa >>> LIMB_BITS) << shift;
    limbs[limb] += sign * (low & LOW);
    limbs[limb + 1] += sign * ((low >>> LIMB_BITS) + (high & LOW));
    limbs[limb + 2] += sign * (high >>> LIMB_BITS);
    if (++additions == ADDITIONS_UNTIL_CARRY) {
      carry();
    }
  }

  void add(ExactSum other) {
    carry();
    other.carry();
    for (int k = 0; k < LIMBS; k++) {
      limbs[k] += other.limbs[k];
    }
    carry();
  }

  /** Reduces all limbs but the top one, which holds the sign, to 0 to 2^32 - 1. */
  private void carry() {
    for (int k = 0; k < LIMBS - 1; k++) {
      limbs[k + 1] += limbs[k] >> LIMB_BITS;
      limbs[k] &= LOW;
    }
    additions = 0;
  }

  /** The exact sum in units of 2^-1074. */
  BigInteger units() {
    carry();
    ByteBuffer digits = ByteBuffer.allocate((LIMBS + 1) * Integer.BYTES);
    digits.putLong(limbs[LIMBS - 1]);
    for (int k = LIMBS - 2; k >= 0; k--) {
      digits.putInt((int) limbs[k]);
    }
    return new BigInteger(digits.array());
  }

  /** The exact sum as {@code HEXpEXP}, an integer in hexadecimal times a power of two. */
  String toText() {
    BigInteger units = units();
    int zeros = Math.max(0, units.getLowestSetBit());
    return units.shiftRight(zeros).toString(16) + "p" + (zeros - 1074);
  }

  /**
   * Adds what {@link #toText} wrote.
   *
   * @throws IllegalArgumentException if the text is not such a number or out of range
   */
  void addText(String text) {
    int p = text.indexOf('p');
    if (p < 0 || text.length() > LONGEST_TEXT) {
      String shown = text.length() > 100 ? text.substring(0, 100) + "..." : text;
      throw new IllegalArgumentException("'" + shown + "' is no exact sum");
    }
    int shift = Integer.parseInt(text.substring(p + 1)) + 1074;
    BigInteger units = new BigInteger(text.substring(0, p), 16);
    if (shift < 0
        || shift > LIMB_BITS * LIMBS
        || shift + units.bitLength() > LIMB_BITS * (LIMBS - 1)) {
      throw new IllegalArgumentException("'" + text + "' is out of range");
    }
    ExactSum sum = new ExactSum();
    BigInteger rest = units.abs().shiftLeft(shift);
    for (int k = 0; k < LIMBS; k++) {
      sum.limbs[k] = units.signum() * (rest.longValue() & LOW);
      rest = rest.shiftRight(LIMB_BITS);
    }
    add(sum);
  }

  /** The sum, rounded once to the nearest double. */
  double toDouble() {
    BigInteger units = units();
    int excess = Math.max(0, units.abs().bitLength() - 1000);
    BigInteger kept = units.abs().shiftRight(excess);
    if (units.abs().getLowestSetBit() < excess && excess > 0) {
      kept = kept.setBit(0); // sticky: decides a tie as the dropped bits would
    }
    return units.signum() * Math.scalb(kept.doubleValue(), excess - 1074);
  }

  /** The sum, rounded to the nearest double. */
  @Override
  public String toString() {
    return "ExactSum[" + toDouble() + "]";
  }
}
