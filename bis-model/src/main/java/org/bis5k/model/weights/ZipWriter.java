package org.bis5k.model.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.bis5k.data.AtomicFile;

/**
 * Writes a zip archive of stored entries, each beginning at a multiple of 64 bytes, as PyTorch
 * does. The plain format's limits hold: 4 GiB and 65535 entries.
 */
final class ZipWriter {

  static final long MAX_LENGTH = 0xffffffffL;
  static final int MAX_ENTRIES = 0xffff;
  private static final int ALIGNMENT = 64;
  private static final int UTF_8 = 0x0800;

  private final FileChannel channel;
  private final List<ByteBuffer> directory = new ArrayList<>();

  ZipWriter(FileChannel channel) {
    this.channel = channel;
  }

  /** Writes the remaining bytes of a buffer as an entry. */
  void add(String entry, ByteBuffer data) throws IOException {
    byte[] name = entry.getBytes(StandardCharsets.UTF_8);
    long header = channel.position();
    CRC32 crc = new CRC32();
    crc.update(data.duplicate());
    int length = data.remaining();
    // The padding is an extra field of its own, whose own header takes 4 bytes.
    int start = (int) ((header + 30 + name.length + 4) % ALIGNMENT);
    int padding = (ALIGNMENT - start) % ALIGNMENT;
    ByteBuffer local = little(30 + name.length + 4 + padding).putInt(0x04034b50);
    describe(local, crc, length, name.length).putShort((short) (4 + padding)).put(name);
    byte[] fill = new byte[padding];
    Arrays.fill(fill, (byte) 'Z');
    local.put((byte) 'F').put((byte) 'B').putShort((short) padding).put(fill);
    AtomicFile.writeFully(channel, local.flip());
    AtomicFile.writeFully(channel, data.duplicate());
    ByteBuffer central = little(46 + name.length).putInt(0x02014b50).putShort((short) 0);
    describe(central, crc, length, name.length);
    central.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0);
    central.putInt(0).putInt((int) header).put(name);
    directory.add(central.flip());
  }

  /** Appends the fields that the local header and the directory share. */
  private static ByteBuffer describe(ByteBuffer header, CRC32 crc, int length, int nameLength) {
    header.putShort((short) 0).putShort((short) UTF_8).putShort((short) 0).putInt(0);
    header.putInt((int) crc.getValue()).putInt(length).putInt(length);
    return header.putShort((short) nameLength);
  }

  /** Writes the directory, which ends the archive. */
  void finish() throws IOException {
    long start = channel.position();
    for (ByteBuffer entry : directory) {
      AtomicFile.writeFully(channel, entry);
    }
    long length = channel.position() - start;
    if (start + length > MAX_LENGTH || directory.size() > MAX_ENTRIES) {
      throw new IOException("the archive leaves the zip format's limits");
    }
    ByteBuffer end = little(22).putInt(0x06054b50).putInt(0);
    end.putShort((short) directory.size()).putShort((short) directory.size());
    end.putInt((int) length).putInt((int) start).putShort((short) 0);
    AtomicFile.writeFully(channel, end.flip());
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
