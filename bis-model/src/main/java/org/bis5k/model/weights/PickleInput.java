package org.bis5k.model.weights;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The bytes of one or more pickles of a file, and the plain values that are read from them. */
final class PickleInput {

  private static final int MAX_GLOBAL = 200;

  private final FileBytes file;
  private final ByteBuffer in;
  private final ReadBudget budget;

  PickleInput(FileBytes file, ByteBuffer in, ReadBudget budget) {
    this.file = file;
    this.in = in;
    this.budget = budget;
    in.order(ByteOrder.LITTLE_ENDIAN);
  }

  ReadBudget budget() {
    return budget;
  }

  /** Where the next pickle begins, or what follows the last one. */
  int position() {
    return in.position();
  }

  int unsignedByte() {
    return in.get() & 0xff;
  }

  int unsignedShort() {
    return in.getShort() & 0xffff;
  }

  int integer() {
    return in.getInt();
  }

  long unsignedInt() {
    return in.getInt() & 0xffffffffL;
  }

  void skipLong() {
    in.getLong();
  }

  double bigEndianDouble() {
    return Double.longBitsToDouble(Long.reverseBytes(in.getLong()));
  }

  String utf8(long length) {
    return text(length, StandardCharsets.UTF_8);
  }

  /** Reads Python 2's strings and bytes: one character a byte. */
  String latin1(long length) {
    return text(length, StandardCharsets.ISO_8859_1);
  }

  private String text(long length, Charset charset) {
    byte[] bytes = bytes(length);
    budget.spend(64 + 4 * length);
    return new String(bytes, charset);
  }

  private byte[] bytes(long length) {
    if (length > in.remaining()) {
      throw wrong("a value of " + length + " bytes is longer than the rest");
    }
    byte[] bytes = new byte[(int) length];
    in.get(bytes);
    return bytes;
  }

  /** Reads a whole number of so many bytes: a {@link Long}, or a {@link BigInteger} beyond that. */
  Number integer(int length) {
    byte[] little = bytes(length);
    budget.spend(64 + 4L * length);
    if (length == 0) {
      return 0L;
    }
    byte[] big = new byte[length];
    for (int i = 0; i < length; i++) {
      big[i] = little[length - 1 - i];
    }
    BigInteger value = new BigInteger(big);
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }

  /** Reads the name of a global as two lines. */
  Pickle.Global global() {
    return new Pickle.Global(line(), line());
  }

  /** Makes the name of a global from two values, which must be short texts. */
  Pickle.Global global(Object module, Object name) {
    if (!(module instanceof String moduleText) || !(name instanceof String nameText)) {
      throw wrong("a global's name is no string");
    }
    if (Math.max(moduleText.length(), nameText.length()) > MAX_GLOBAL) {
      throw longGlobal();
    }
    return new Pickle.Global(moduleText, nameText);
  }

  private String line() {
    StringBuilder text = new StringBuilder();
    for (int c = in.get(); c != '\n'; c = in.get()) {
      if (text.length() == MAX_GLOBAL) {
        throw longGlobal();
      }
      text.append((char) (c & 0xff));
    }
    budget.spend(64 + 4L * text.length());
    return text.toString();
  }

  private RuntimeException longGlobal() {
    return wrong("a global's name is longer than " + MAX_GLOBAL + " characters");
  }

  /** Describes a pickle that cannot be read. */
  RuntimeException wrong(String problem) {
    return file.fault("the pickle is not one of a state dictionary: " + problem);
  }

  /** Describes a pickle that ends too early. */
  RuntimeException truncated() {
    return file.fault("the pickle ends in the middle: the file is truncated or damaged");
  }
}
