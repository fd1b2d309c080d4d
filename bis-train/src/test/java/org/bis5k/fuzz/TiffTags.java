package org.bis5k.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The first directory of a TIFF file, as far as a comparison of decoders needs it. */
final class TiffTags {

  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int RATIONAL = 5;
  private static final Set<Integer> SHORTS =
      Set.of(258, 259, 262, 277, 284, 296, 317, 320, 338, 530);
  private static final Set<Integer> NUMBERS = Set.of(256, 257, 278, 322, 323);
  private static final Set<Integer> PLACES = Set.of(273, 279, 324, 325);
  private static final Set<Integer> SINGLE =
      Set.of(256, 257, 259, 262, 277, 278, 284, 296, 317, 322, 323);
  private static final Set<Integer> COMPARABLE = Set.of(1, 5, 8, 32946, 32773);

  private final SortedMap<Integer, long[]> values = new TreeMap<>();
  private final byte[] file;
  private boolean standard = true;

  private TiffTags(byte[] file) {
    this.file = file;
  }

  /** The tags of any file; not {@link #comparable} if it has no directory. */
  static TiffTags of(byte[] file) {
    TiffTags tags = new TiffTags(file);
    try {
      ByteOrder order = file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      ByteBuffer in = ByteBuffer.wrap(file).order(order);
      int directory = in.getInt(4);
      int count = Short.toUnsignedInt(in.getShort(directory));
      for (int i = 0; i < count; i++) {
        tags.read(in, directory + 2 + 12 * i);
      }
      in.getInt(directory + 2 + 12 * count);
    } catch (IndexOutOfBoundsException e) {
      tags.standard = false;
    }
    return tags;
  }

  private void read(ByteBuffer in, int entry) {
    int tag = Short.toUnsignedInt(in.getShort(entry));
    int type = in.getShort(entry + 2);
    int count = in.getInt(entry + 4);
    boolean fits =
        type == SHORT && (SHORTS.contains(tag) || NUMBERS.contains(tag))
            || type == LONG && (NUMBERS.contains(tag) || PLACES.contains(tag))
            || type == RATIONAL && (tag == 282 || tag == 283 || tag == 532)
            || type == SHORT && tag == 531;
    int expected = SINGLE.contains(tag) ? 1 : tag == 530 ? 2 : tag == 532 ? 6 : count;
    standard &= fits && count > 0 && count < 1 << 16 && count == expected;
    if (!standard || values.containsKey(tag)) {
      standard = false;
      return;
    }
    int width = type == SHORT ? 2 : type == LONG ? 4 : 8;
    int at = count * width <= 4 ? entry + 8 : in.getInt(entry + 8);
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] =
          type == SHORT
              ? Short.toUnsignedLong(in.getShort(at + 2 * i))
              : Integer.toUnsignedLong(in.getInt(at + width * i));
    }
    values.put(tag, numbers);
  }

  /**
   * Whether the platform's decoder takes the file as the standard means it. It ignores tags of
   * other types than the standard's, and may lose others with them; it expands a palette that the
   * image does not refer to; fax codes have no checks, so that decoders differ on damaged ones; and
   * colours within JPEG are converted by rules of its own unless the tags say YCbCr.
   */
  boolean comparable() {
    int compression = (int) number(259, 1);
    boolean palette = number(262, 1) == 3;
    return standard
        && values.containsKey(259)
        && (COMPARABLE.contains(compression) || compression == 7 && number(262, 1) == 6)
        && (compression == 7 || number(262, 1) != 6)
        && palette == values.containsKey(320)
        && number(278, 1) <= number(257, 0)
        && (compression != 32773 || packedByRows());
  }

  /** How far samples may differ: 16-bit values of a palette are rounded or cut to 8 bits. */
  int tolerance() {
    return number(262, 1) == 3 ? 1 : 0;
  }

  /** Whether the platform's decoder would reserve more memory than the file can fill. */
  boolean wantsMemory() {
    for (int tag : new int[] {279, 325}) {
      for (long length : values.getOrDefault(tag, new long[0])) {
        if (length > file.length) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether each run of PackBits ends within its row, as the standard asks. */
  private boolean packedByRows() {
    long rowBytes = (number(256, 0) * number(277, 1) * number(258, 1) + 7) / 8;
    long[] offsets = values.getOrDefault(273, new long[0]);
    long[] lengths = values.getOrDefault(279, new long[0]);
    if (offsets.length != 1 || lengths.length != 1 || offsets[0] + lengths[0] > file.length) {
      return false;
    }
    int at = (int) offsets[0];
    long row = 0;
    while (at < offsets[0] + lengths[0]) {
      int code = file[at++];
      int count = code == -128 ? 0 : code < 0 ? 1 - code : code + 1;
      at += code == -128 ? 0 : code < 0 ? 1 : code + 1;
      row += count;
      if (row > rowBytes) {
        return false;
      }
      row = row == rowBytes ? 0 : row;
    }
    return true;
  }

  private long number(int tag, long otherwise) {
    long[] numbers = values.get(tag);
    return numbers == null ? otherwise : numbers[0];
  }
}
