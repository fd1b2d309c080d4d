package org.bis5k.data.image;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.bis5k.data.Size;

/**
 * An open TIFF or BigTIFF file: its directories and any of its bytes. Directories are read without
 * their pixels.
 */
final class TiffFile implements Closeable {

  /** Tags above this one do not concern the size, place or kind of the samples. */
  private static final int LAST_RELEVANT_TAG = 532;

  /** Types from here on have 64 bits and occur in BigTIFF alone. */
  private static final int FIRST_BIG_TYPE = 16;

  private static final int MOST_DIRECTORIES = 1024;
  private static final int REDUCED = 1;
  private static final int LONGEST_VALUE = 1 << 28;

  /** The bytes by which all values may exceed the file, since directories may share some. */
  private static final int SHARED_BYTES = 1 << 20;

  private final ImageInputStream in;
  private final long length;
  private final ByteOrder order;
  private final boolean big;
  private final long first;
  private final Set<Long> seen = new HashSet<>();
  private long valueBytes;

  private TiffFile(ImageInputStream in) throws IOException {
    this.in = in;
    this.length = in.length();
    byte[] start = read(0, 8);
    if (!isTiff(ByteBuffer.wrap(start).getInt())) {
      throw new DamagedImageException("is not a TIFF file (according to its first bytes)");
    }
    this.order = start[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    ByteBuffer header = ByteBuffer.wrap(start).order(order);
    this.big = header.getShort(2) == 43;
    this.first = big ? bytes(8, 8).getLong() : Integer.toUnsignedLong(header.getInt(4));
  }

  /** Opens a file. */
  static TiffFile open(Path file) throws IOException {
    ImageInputStream in = new FileImageInputStream(file.toFile());
    try {
      return new TiffFile(in);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** The size and kind of a file's first image; the stream stays open. */
  static ImageHeader header(ImageInputStream in) throws IOException {
    TiffFile file = new TiffFile(in);
    return TiffHeader.of(file.directory(file.first, TiffHeader::hasTag));
  }

  /** Refuses a file whose first image has tiles that are missing; the stream stays open. */
  static void requireTiles(ImageInputStream in, Size size) throws IOException {
    TiffFile file = new TiffFile(in);
    TiffLayout.requireTiles(file.directory(file.first, TiffLayout::hasTag), size, file.length);
  }

  /** Whether a file's first four bytes, as a big-endian number, are those of TIFF or BigTIFF. */
  static boolean isTiff(int start) {
    return switch (start) {
      case 0x49492A00, 0x4D4D002A, 0x49492B00, 0x4D4D002B -> true;
      default -> false;
    };
  }

  /** All directories of the chain that begins with the first page, at least one. */
  List<TiffDirectory> pages() throws IOException {
    List<TiffDirectory> pages = new ArrayList<>();
    for (long offset = first; offset != 0; offset = next(offset)) {
      pages.add(relevant(offset));
    }
    if (pages.isEmpty()) {
      throw new DamagedImageException("is damaged: TIFF without an image");
    }
    return pages;
  }

  /**
   * The images that may be smaller copies of the first page: pages that are marked so, all pages of
   * an Aperio slide, whose copies are not, and directories below the first, where OME-TIFF keeps
   * them.
   */
  List<TiffDirectory> copies(List<TiffDirectory> pages) throws IOException {
    TiffDirectory full = pages.get(0);
    boolean aperio = full.text(TiffDirectory.DESCRIPTION).orElse("").startsWith("Aperio");
    List<TiffDirectory> copies = new ArrayList<>();
    for (TiffDirectory page : pages.subList(1, pages.size())) {
      if (aperio || page.flag(TiffDirectory.SUBFILE_TYPE, REDUCED)) {
        copies.add(page);
      }
    }
    for (long offset : full.numbers(TiffDirectory.SUB_DIRECTORIES)) {
      copies.add(relevant(offset));
    }
    return copies;
  }

  ByteOrder order() {
    return order;
  }

  /** Bytes of the file, in its byte order. */
  ByteBuffer bytes(long offset, int count) throws IOException {
    return ByteBuffer.wrap(read(offset, count)).order(order);
  }

  private byte[] read(long offset, int count) throws IOException {
    if (offset < 0 || offset > length - count) {
      throw new EOFException(
          "is truncated: bytes " + offset + " to " + (offset + count) + " of " + length);
    }
    byte[] bytes = new byte[count];
    in.seek(offset);
    int filled = 0;
    while (filled < count) {
      int read = in.read(bytes, filled, count - filled);
      if (read < 0) {
        throw new EOFException("is truncated: it ends at byte " + (offset + filled));
      }
      filled += read;
    }
    return bytes;
  }

  private TiffDirectory relevant(long offset) throws IOException {
    if (!seen.add(offset) || seen.size() > MOST_DIRECTORIES) {
      throw new DamagedImageException("is damaged: its TIFF directories form a circle");
    }
    return directory(offset, tag -> tag <= LAST_RELEVANT_TAG);
  }

  private TiffDirectory directory(long offset, IntPredicate tags) throws IOException {
    int count = count(offset);
    ByteBuffer entries = bytes(offset + countBytes(), count * entryBytes());
    TiffDirectory directory = new TiffDirectory();
    for (int i = 0; i < count; i++) {
      readEntry(entries.position(i * entryBytes()), tags, directory);
    }
    return directory;
  }

  /** The offset of the next directory in the chain, 0 after the last. */
  private long next(long offset) throws IOException {
    long link = offset + countBytes() + (long) count(offset) * entryBytes();
    return big ? bytes(link, 8).getLong() : Integer.toUnsignedLong(bytes(link, 4).getInt());
  }

  private int count(long offset) throws IOException {
    ByteBuffer start = bytes(offset, countBytes());
    long count = big ? start.getLong() : Short.toUnsignedLong(start.getShort());
    if (count < 0 || count > 0xFFFF) {
      throw new DamagedImageException("is damaged: a TIFF directory of " + count + " tags");
    }
    return (int) count;
  }

  private int countBytes() {
    return big ? 8 : 2;
  }

  private int entryBytes() {
    return big ? 20 : 12;
  }

  private void readEntry(ByteBuffer entries, IntPredicate tags, TiffDirectory directory)
      throws IOException {
    int tag = Short.toUnsignedInt(entries.getShort());
    int type = Short.toUnsignedInt(entries.getShort());
    long count = big ? entries.getLong() : Integer.toUnsignedLong(entries.getInt());
    if (!tags.test(tag)) {
      return;
    }
    if (directory.has(tag)) {
      throw new DamagedImageException("is damaged: its TIFF tag " + tag + " occurs twice");
    }
    int width = type >= FIRST_BIG_TYPE && !big ? 0 : width(type);
    if (width == 0) {
      requireIgnorable(tag, type);
      return;
    }
    if (count < 0 || count > LONGEST_VALUE / width) {
      throw new DamagedImageException("is damaged: TIFF tag " + tag + " of " + count + " values");
    }
    int bytes = (int) count * width;
    ByteBuffer value;
    if (bytes <= (big ? 8 : 4)) {
      value = entries.slice(entries.position(), bytes).order(order);
    } else {
      long at = big ? entries.getLong() : Integer.toUnsignedLong(entries.getInt());
      requireOwn(tag, bytes);
      value = bytes(at, bytes);
    }
    directory.put(tag, new TiffDirectory.Entry(type, count, value));
  }

  /** Values of an unknown type are ignored, unless samples or tiles depend on them. */
  private static void requireIgnorable(int tag, int type) throws DamagedImageException {
    if (TiffHeader.hasTag(tag) || TiffLayout.hasTag(tag) || TiffCompression.hasTag(tag)) {
      throw new DamagedImageException(
          "is damaged: its TIFF tag %d has values of the unknown type %d".formatted(tag, type));
    }
  }

  /** Refuses files whose tags share their values, since a small file could fill the memory. */
  private void requireOwn(int tag, int bytes) throws DamagedImageException {
    valueBytes += bytes;
    if (valueBytes > length + SHARED_BYTES) {
      throw new DamagedImageException(
          "is damaged: the values of its TIFF tags, up to tag %d, are longer than the file"
              .formatted(tag));
    }
  }

  /** Bytes per value of a type; 0 for unknown types. */
  private static int width(int type) {
    return switch (type) {
      case 1, 2, 6, 7 -> 1;
      case 3, 8 -> 2;
      case 4, 9, 11, 13 -> 4;
      case 5, 10, 12, 16, 17, 18 -> 8;
      default -> 0;
    };
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
