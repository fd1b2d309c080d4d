package org.bis5k.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** One directory of a TIFF file: the values of its tags (TIFF revision 6.0, section 2). */
final class TiffDirectory {

  static final int SUBFILE_TYPE = 254;
  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int DESCRIPTION = 270;
  static final int STRIP_OFFSETS = 273;
  static final int CHANNELS = 277;
  static final int ROWS_PER_STRIP = 278;
  static final int STRIP_BYTES = 279;
  static final int RESOLUTION_X = 282;
  static final int RESOLUTION_Y = 283;
  static final int PLANES = 284;
  static final int RESOLUTION_UNIT = 296;
  static final int TILE_WIDTH = 322;
  static final int TILE_HEIGHT = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTES = 325;
  static final int SUB_DIRECTORIES = 330;
  static final int SAMPLE_FORMAT = 339;

  /**
   * A tag's value as the file stores it.
   *
   * @param type its number in section 2
   * @param count how many values of that type
   * @param bytes the values, in the file's byte order
   */
  record Entry(int type, long count, ByteBuffer bytes) {}

  private final SortedMap<Integer, Entry> entries = new TreeMap<>();

  void put(int tag, Entry entry) {
    entries.put(tag, entry);
  }

  /** All tags that were kept, in order. */
  SortedMap<Integer, Entry> entries() {
    return entries;
  }

  boolean has(int tag) {
    return entries.containsKey(tag);
  }

  /** Whether a tag of flags has one of them set. */
  boolean flag(int tag, int bit) throws IOException {
    return (number(tag, 0) & bit) != 0;
  }

  /** The first value of a tag, or what the standard says it is when it is missing. */
  long number(int tag, long otherwise) throws IOException {
    long[] values = numbers(tag);
    return values.length == 0 ? otherwise : values[0];
  }

  /** All values of a tag of whole numbers; none if it is missing. */
  long[] numbers(int tag) throws IOException {
    Entry entry = entries.get(tag);
    if (entry == null) {
      return new long[0];
    }
    ByteBuffer bytes = reader(entry);
    long[] values = new long[Math.toIntExact(entry.count)];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (entry.type) {
            case 1 -> Byte.toUnsignedLong(bytes.get());
            case 3 -> Short.toUnsignedLong(bytes.getShort());
            case 4, 13 -> Integer.toUnsignedLong(bytes.getInt());
            case 16, 18 -> bytes.getLong();
            default ->
                throw new DamagedImageException(
                    "is damaged: its TIFF tag " + tag + " is of type " + entry.type);
          };
    }
    return values;
  }

  /** A ratio of two unsigned numbers; empty if it is missing, malformed or not positive. */
  OptionalDouble ratio(int tag) {
    Entry entry = entries.get(tag);
    if (entry == null || entry.type != 5 || entry.count < 1) {
      return OptionalDouble.empty();
    }
    ByteBuffer bytes = reader(entry);
    double value = (double) Integer.toUnsignedLong(bytes.getInt());
    value /= Integer.toUnsignedLong(bytes.getInt());
    return value > 0 && Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  /** A text without its closing zero. */
  Optional<String> text(int tag) {
    Entry entry = entries.get(tag);
    if (entry == null || entry.type != 2) {
      return Optional.empty();
    }
    String text = StandardCharsets.ISO_8859_1.decode(reader(entry)).toString();
    int end = text.indexOf('\0');
    return Optional.of(end < 0 ? text : text.substring(0, end));
  }

  private static ByteBuffer reader(Entry entry) {
    ByteOrder order = entry.bytes.order();
    return entry.bytes.duplicate().order(order); // a duplicate forgets it
  }
}
