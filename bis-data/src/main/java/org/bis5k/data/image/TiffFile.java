package org.bis5k.data.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An open TIFF or BigTIFF file: its directories and any of its bytes. */
final class TiffFile implements AutoCloseable {

  private static final int MOST_DIRECTORIES = 1024;
  private static final int REDUCED = 1;
  private static final int LONGEST_VALUE = 1 << 28;
  private static final int LAST_RELEVANT_TAG = 532;

  private final FileChannel channel;
  private final long length;
  private final ByteOrder order;
  private final boolean big;
  private final List<TiffDirectory> directories = new ArrayList<>();
  private final Set<Long> seen = new HashSet<>();

  private TiffFile(FileChannel channel) throws IOException {
    this.channel = channel;
    this.length = channel.size();
    ByteBuffer header = bytes(0, 8);
    if (!isTiff(header.getInt(0))) {
      throw new DamagedImageException("is no TIFF file (told by its first bytes)");
    }
    this.order = header.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    header.order(order);
    this.big = header.getShort(2) == 43;
    readChain(big ? bytes(8, 8).getLong() : Integer.toUnsignedLong(header.getInt(4)));
    if (directories.isEmpty()) {
      throw new DamagedImageException("is damaged: TIFF without an image");
    }
  }

  /** Opens a file and reads its directories; its pixels are left alone. */
  static TiffFile open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new TiffFile(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Whether a file's first four bytes, the first one highest, are those of TIFF or BigTIFF. */
  static boolean isTiff(int start) {
    return switch (start) {
      case 0x49492A00, 0x4D4D002A, 0x49492B00, 0x4D4D002B -> true;
      default -> false;
    };
  }

  /** The image that whole-file readers show. */
  TiffDirectory first() {
    return directories.get(0);
  }

  /**
   * The images that may be smaller copies of the first: pages that say so, all pages of an Aperio
   * slide, whose copies do not, and images below the first, where OME-TIFF keeps them.
   */
  List<TiffDirectory> copies() throws IOException {
    boolean aperio = first().text(TiffDirectory.DESCRIPTION).orElse("").startsWith("Aperio");
    List<TiffDirectory> copies = new ArrayList<>();
    for (TiffDirectory page : directories.subList(1, directories.size())) {
      if (aperio || page.flag(TiffDirectory.SUBFILE_TYPE, REDUCED)) {
        copies.add(page);
      }
    }
    for (long offset : first().numbers(TiffDirectory.SUB_DIRECTORIES)) {
      requireNew(offset);
      TiffDirectory child = new TiffDirectory();
      readDirectory(offset, child);
      copies.add(child);
    }
    return copies;
  }

  ByteOrder order() {
    return order;
  }

  /** Some bytes of the file, in its byte order. */
  ByteBuffer bytes(long offset, int count) throws IOException {
    if (offset < 0 || offset > length - count) {
      throw new EOFException(
          "is truncated: bytes " + offset + " to " + (offset + count) + " of " + length);
    }
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new EOFException("is truncated: it ends at byte " + (offset + bytes.position()));
      }
    }
    return bytes.flip().order(order == null ? ByteOrder.BIG_ENDIAN : order);
  }

  private void readChain(long first) throws IOException {
    long offset = first;
    while (offset != 0) {
      requireNew(offset);
      TiffDirectory directory = new TiffDirectory();
      offset = readDirectory(offset, directory);
      directories.add(directory);
    }
  }

  private void requireNew(long offset) throws DamagedImageException {
    if (!seen.add(offset) || seen.size() > MOST_DIRECTORIES) {
      throw new DamagedImageException("is damaged: its TIFF directories form a circle");
    }
  }

  /** Fills a directory and returns where the next lies, 0 after the last. */
  private long readDirectory(long offset, TiffDirectory directory) throws IOException {
    int head = big ? 8 : 2;
    ByteBuffer start = bytes(offset, head);
    long count = big ? start.getLong() : Short.toUnsignedLong(start.getShort());
    if (count < 0 || count > 0xFFFF) {
      throw new DamagedImageException("is damaged: a TIFF directory of " + count + " tags");
    }
    int entrySize = big ? 20 : 12;
    ByteBuffer entries = bytes(offset + head, (int) count * entrySize);
    for (int i = 0; i < count; i++) {
      readEntry(entries.position(i * entrySize), directory);
    }
    ByteBuffer next = bytes(offset + head + count * entrySize, big ? 8 : 4);
    return big ? next.getLong() : Integer.toUnsignedLong(next.getInt());
  }

  private void readEntry(ByteBuffer entries, TiffDirectory directory) throws IOException {
    int tag = Short.toUnsignedInt(entries.getShort());
    int type = Short.toUnsignedInt(entries.getShort());
    long count = big ? entries.getLong() : Integer.toUnsignedLong(entries.getInt());
    int width = width(type);
    if (tag > LAST_RELEVANT_TAG || width == 0) {
      return; // says nothing about size, place or kind of the samples
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
      value = bytes(at, bytes);
    }
    directory.put(tag, new TiffDirectory.Entry(type, count, value));
  }

  /** Bytes per value of a type; 0 for types that the standard does not have. */
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
    channel.close();
  }
}
