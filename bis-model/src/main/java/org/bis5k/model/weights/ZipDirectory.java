package org.bis5k.model.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The directory of a zip archive whose entries are stored, as PyTorch writes them, so that each is
 * a range of the file. Compressed or encrypted entries, a name twice, and ranges that overlap or
 * leave the file are refused, so an archive cannot ask for more than the file holds. The directory
 * takes at most 32 MiB, has at most 131,072 entries, and a name at most 1000 bytes.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">the format</a>
 */
final class ZipDirectory {

  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final int MAX_DIRECTORY = 32 << 20;
  private static final int MAX_ENTRIES = 1 << 17;
  private static final int PIECE = 1 << 16;
  private static final long UNSIGNED_INT = 0xffffffffL;

  private record Entry(String name, long header, long start, long length, long crc) {}

  private final FileBytes file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private ZipDirectory(FileBytes file) {
    this.file = file;
  }

  static ZipDirectory read(FileBytes file) {
    ZipDirectory directory = new ZipDirectory(file);
    directory.readDirectory();
    return directory;
  }

  /** Returns the names of the entries, in the directory's order. */
  Iterable<String> names() {
    return entries.keySet();
  }

  boolean contains(String name) {
    return entries.containsKey(name);
  }

  /** Returns the length of an entry in bytes. */
  long length(String name) {
    return entries.get(name).length;
  }

  /** Reads the bytes of an entry into memory and verifies their checksum. */
  ByteBuffer bytes(String name) {
    return range(name).all();
  }

  /** Verifies the checksum of an entry; its bytes are read again where they are used. */
  TensorBytes range(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw file.fault("the archive lacks the entry " + name);
    }
    TensorBytes bytes = file.range(entry.start, entry.length, "Entry " + name);
    long found = checksum(bytes);
    if (found != entry.crc) {
      throw file.fault(
          "entry %s has checksum %08x; expected %08x: the file is damaged"
              .formatted(name, found, entry.crc));
    }
    return bytes;
  }

  /** Reads piece by piece: an entry may be as large as the memory. */
  private static long checksum(TensorBytes bytes) {
    CRC32 crc = new CRC32();
    for (int left = bytes.length(); left > 0; left -= PIECE) {
      crc.update(bytes.part(bytes.length() - left, Math.min(PIECE, left)));
    }
    return crc.getValue();
  }

  private void readDirectory() {
    long end = findEnd();
    ByteBuffer record = file.slice(end, 22, "The zip directory's end");
    long count = record.getShort(10) & 0xffff;
    long length = record.getInt(12) & UNSIGNED_INT;
    long start = record.getInt(16) & UNSIGNED_INT;
    if (end >= 20) {
      ByteBuffer locator = file.slice(end - 20, 20, "The zip64 locator");
      if (locator.getInt(0) == LOCATOR_64) {
        ByteBuffer record64 = file.slice(locator.getLong(8), 56, "The zip64 directory's end");
        if (record64.getInt(0) != END_64) {
          throw file.fault("the zip64 directory's end is not where its locator says");
        }
        count = record64.getLong(32);
        length = record64.getLong(40);
        start = record64.getLong(48);
      }
    }
    if (length < 0 || length > MAX_DIRECTORY) {
      throw file.fault(
          "the zip directory would take %d bytes; at most %d are read"
              .formatted(length, MAX_DIRECTORY));
    }
    ByteBuffer directory = file.slice(start, length, "The zip directory");
    if (count < 0 || count > length / 46) {
      throw file.fault(
          "the zip directory of " + length + " bytes cannot hold " + count + " entries");
    }
    if (count > MAX_ENTRIES) {
      throw file.fault(
          "the zip directory has %d entries; at most %d are read".formatted(count, MAX_ENTRIES));
    }
    for (long i = 0; i < count; i++) {
      add(readEntry(directory));
    }
    checkOverlaps(start);
  }

  /** The end record lies before the archive's comment of at most 65535 bytes. */
  private long findEnd() {
    int length = (int) Math.min(file.size(), 22 + 0xffff);
    ByteBuffer tail = file.slice(file.size() - length, length, "The zip directory's end");
    for (int i = length - 22; i >= 0; i--) {
      if (tail.getInt(i) == END && i + 22 + (tail.getShort(i + 20) & 0xffff) == length) {
        return file.size() - length + i;
      }
    }
    throw file.fault("the zip directory at its end is missing: the file is truncated or damaged");
  }

  private void add(Entry entry) {
    if (entries.put(entry.name, entry) != null) {
      throw file.fault("the zip archive has two entries " + entry.name);
    }
  }

  private Entry readEntry(ByteBuffer directory) {
    if (directory.remaining() < 46 || directory.getInt(directory.position()) != CENTRAL) {
      throw file.fault("the zip directory is damaged after " + entries.size() + " entries");
    }
    int at = directory.position();
    int nameLength = directory.getShort(at + 28) & 0xffff;
    int extraLength = directory.getShort(at + 30) & 0xffff;
    int rest = nameLength + extraLength + (directory.getShort(at + 32) & 0xffff);
    if (directory.remaining() - 46 < rest) {
      throw file.fault("the zip directory is damaged after " + entries.size() + " entries");
    }
    if (nameLength > ReadBudget.MAX_NAME) {
      throw file.fault(
          "an entry of the zip directory has a name of %d bytes; at most %d are read"
              .formatted(nameLength, ReadBudget.MAX_NAME));
    }
    byte[] nameBytes = new byte[nameLength];
    directory.get(at + 46, nameBytes);
    String name = new String(nameBytes, StandardCharsets.UTF_8);
    int flags = directory.getShort(at + 8);
    int method = directory.getShort(at + 10) & 0xffff;
    long[] sizes = {
      directory.getInt(at + 24) & UNSIGNED_INT,
      directory.getInt(at + 20) & UNSIGNED_INT,
      directory.getInt(at + 42) & UNSIGNED_INT
    };
    widen(directory.slice(at + 46 + nameLength, extraLength), sizes, name);
    directory.position(at + 46 + rest);
    if (method != 0 || (flags & 1) != 0 || sizes[0] != sizes[1]) {
      throw file.fault(
          ("entry %s is compressed or encrypted; PyTorch stores its entries as they are. Save the"
                  + " file anew with torch.save")
              .formatted(name));
    }
    long crc = directory.getInt(at + 16) & UNSIGNED_INT;
    return new Entry(name, sizes[2], dataStart(name, nameBytes, sizes[2]), sizes[0], crc);
  }

  /** Replaces sizes of 4294967295 by the 64-bit ones of the extra field, in their fixed order. */
  private void widen(ByteBuffer extra, long[] sizes, String name) {
    extra.order(ByteOrder.LITTLE_ENDIAN);
    while (extra.remaining() >= 4) {
      int id = extra.getShort() & 0xffff;
      int length = extra.getShort() & 0xffff;
      if (length > extra.remaining()) {
        return;
      }
      int next = extra.position() + length;
      for (int i = 0; id == 1 && i < sizes.length; i++) {
        if (sizes[i] == UNSIGNED_INT && next - extra.position() >= 8) {
          sizes[i] = extra.getLong();
        }
      }
      extra.position(next);
    }
    for (long size : sizes) {
      if (size < 0) {
        throw file.fault("entry " + name + " has a negative size or place");
      }
    }
  }

  private long dataStart(String name, byte[] nameBytes, long header) {
    ByteBuffer local = file.slice(header, 30, "Entry " + name);
    if (local.getInt(0) != LOCAL
        || (local.getShort(26) & 0xffff) != nameBytes.length
        || !file.slice(header + 30, nameBytes.length, "The name of entry " + name)
            .equals(ByteBuffer.wrap(nameBytes))) {
      throw file.fault("entry " + name + " is not where the zip directory says");
    }
    return header + 30 + nameBytes.length + (local.getShort(28) & 0xffff);
  }

  private void checkOverlaps(long directory) {
    List<Entry> byPlace = new ArrayList<>(entries.values());
    byPlace.sort(Comparator.comparingLong(Entry::header));
    long end = 0;
    for (Entry entry : byPlace) {
      if (entry.header < end || entry.start > directory || entry.length > directory - entry.start) {
        throw file.fault(
            "entry %s of %d bytes overlaps another or leaves the file"
                .formatted(entry.name, entry.length));
      }
      end = entry.start + entry.length;
    }
  }
}
