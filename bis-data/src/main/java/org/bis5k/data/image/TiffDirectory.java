package org.bis5k.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
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
  static final int COLOUR_MAP = 320;
  static final int TILE_WIDTH = 322;
  static final int TILE_HEIGHT = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTES = 325;
  static final int SUB_DIRECTORIES = 330;
  static final int SAMPLE_FORMAT = 339;

  /** The types of values that are written. */
  static final int SHORT = 3;

  static final int LONG = 4;
  static final int RATIONAL = 5;
  private static final int ASCII = 2;
  private static final int IFD = 13;
  private static final int IFD8 = 18;
  private static final int LONG8 = 16; // of BigTIFF alone

  /** The length of an entry in a classic TIFF file. */
  static final int ENTRY_BYTES = 12;

  private static final int FIELD = 4; // holds the values, or where they lie

  /**
   * The values of a tag.
   *
   * @param type the type of the values, by its number
   * @param count the number of values
   * @param bytes the values in the file's byte order; of an entry that {@link #placed} made, their
   *     place
   */
  record Entry(int type, long count, ByteBuffer bytes) {

    /** 32-bit numbers. */
    static Entry longs(ByteOrder order, long... values) {
      ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * values.length).order(order);
      for (long value : values) {
        bytes.putInt((int) value);
      }
      return new Entry(LONG, values.length, bytes.flip());
    }

    /** One 16-bit number. */
    static Entry ofShort(ByteOrder order, int value) {
      ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES).order(order).putShort((short) value);
      return new Entry(SHORT, 1, bytes.flip());
    }

    /** Values that are written elsewhere in the file. */
    static Entry placed(ByteOrder order, int type, int count, long position) {
      return new Entry(type, count, longs(order, position).bytes);
    }

    /** A view of the values with its own position. */
    private ByteBuffer reader() {
      return bytes.duplicate().order(bytes.order()); // a duplicate forgets the order
    }
  }

  private final SortedMap<Integer, Entry> entries = new TreeMap<>();

  TiffDirectory() {}

  /** A copy without some tags. */
  TiffDirectory without(Collection<Integer> tags) {
    TiffDirectory copy = new TiffDirectory();
    copy.entries.putAll(entries);
    copy.entries.keySet().removeAll(tags);
    return copy;
  }

  TiffDirectory put(int tag, Entry entry) {
    entries.put(tag, entry);
    return this;
  }

  boolean has(int tag) {
    return entries.containsKey(tag);
  }

  /** Whether a tag of flags has one of them set. */
  boolean flag(int tag, int bit) throws IOException {
    return (number(tag, 0) & bit) != 0;
  }

  /** The value of a tag that has one; the given default if the tag is missing. */
  long number(int tag, long otherwise) throws IOException {
    if (!has(tag)) {
      return otherwise;
    }
    long[] values = numbers(tag);
    if (values.length != 1) {
      throw new DamagedImageException(
          "is damaged: its TIFF tag %d has %d values; expected 1".formatted(tag, values.length));
    }
    return values[0];
  }

  /** All values of a tag of unsigned whole numbers; none if it is missing. */
  long[] numbers(int tag) throws IOException {
    Entry entry = entries.get(tag);
    if (entry == null) {
      return new long[0];
    }
    ByteBuffer bytes = entry.reader();
    long[] values = new long[Math.toIntExact(entry.count)];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (entry.type) {
            case 1 -> Byte.toUnsignedLong(bytes.get());
            case SHORT -> Short.toUnsignedLong(bytes.getShort());
            case LONG -> Integer.toUnsignedLong(bytes.getInt());
            case LONG8 -> bytes.getLong();
            default -> place(tag, entry.type, bytes);
          };
    }
    return values;
  }

  /** The place of a directory, which has types of its own. */
  private static long place(int tag, int type, ByteBuffer bytes) throws DamagedImageException {
    if (tag != SUB_DIRECTORIES || type != IFD && type != IFD8) {
      throw new DamagedImageException(
          "is damaged: its TIFF tag %d has values of type %d, which are no whole numbers"
              .formatted(tag, type));
    }
    return type == IFD ? Integer.toUnsignedLong(bytes.getInt()) : bytes.getLong();
  }

  /** A ratio of two unsigned numbers; empty if missing, malformed or not positive. */
  OptionalDouble ratio(int tag) {
    Entry entry = entries.get(tag);
    if (entry == null || entry.type != RATIONAL || entry.count < 1) {
      return OptionalDouble.empty();
    }
    ByteBuffer bytes = entry.reader();
    double value = (double) Integer.toUnsignedLong(bytes.getInt());
    value /= Integer.toUnsignedLong(bytes.getInt());
    return value > 0 && Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  /** A text without its closing zero. */
  Optional<String> text(int tag) {
    Entry entry = entries.get(tag);
    if (entry == null || entry.type != ASCII) {
      return Optional.empty();
    }
    String text = StandardCharsets.ISO_8859_1.decode(entry.reader()).toString();
    int end = text.indexOf('\0');
    return Optional.of(end < 0 ? text : text.substring(0, end));
  }

  /** The length of what {@link #encode} returns. */
  int encodedBytes() {
    int values =
        entries.values().stream()
            .mapToInt(entry -> classic(entry).bytes.remaining())
            .filter(length -> length > FIELD)
            .sum();
    return valuesFrom() + values;
  }

  /** The length of the directory without the values that do not fit into their entries. */
  int valuesFrom() {
    return Short.BYTES + ENTRY_BYTES * entries.size() + Integer.BYTES;
  }

  /**
   * The directory as classic TIFF stores it: the entries, no further directory, and the values that
   * do not fit into their entries.
   *
   * @param at the offset of the directory in its file
   */
  ByteBuffer encode(ByteOrder order, long at) {
    ByteBuffer out = ByteBuffer.allocate(encodedBytes()).order(order);
    out.putShort((short) entries.size());
    int values = valuesFrom();
    for (Map.Entry<Integer, Entry> tag : entries.entrySet()) {
      Entry entry = classic(tag.getValue());
      int length = entry.bytes.remaining();
      out.putShort(tag.getKey().shortValue()).putShort((short) entry.type);
      out.putInt((int) entry.count);
      int field = out.position();
      if (length > FIELD) {
        out.putInt((int) (at + values)).position(values);
        values += length;
      }
      out.put(entry.reader()).position(field + FIELD);
    }
    out.putInt(0);
    return out.rewind();
  }

  /** The entry in types of classic TIFF. */
  private static Entry classic(Entry entry) {
    if (entry.type != LONG8) {
      return entry;
    }
    long[] values = new long[(int) entry.count];
    entry.reader().asLongBuffer().get(values);
    return Entry.longs(entry.bytes.order(), values);
  }
}
