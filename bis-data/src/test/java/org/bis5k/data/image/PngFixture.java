package org.bis5k.data.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Writes PNG files chunk by chunk, among them kinds that no writer at hand produces. */
public final class PngFixture {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private PngFixture() {
    bytes.writeBytes(ByteBuffer.allocate(8).putLong(PngHeader.SIGNATURE).array());
  }

  public static PngFixture of(int height, int width, int bits, int colourType) {
    return new PngFixture().header(height, width, bits, colourType, 0);
  }

  static PngFixture interlaced(int height, int width, int bits, int colourType) {
    return new PngFixture().header(height, width, bits, colourType, 1);
  }

  /** An 8-bit grey file whose header names methods that there are not. */
  static PngFixture ofMethods(int compression, int filter, int interlace) {
    ByteBuffer content = ByteBuffer.allocate(13).putInt(1).putInt(1).put((byte) 8).put((byte) 0);
    content.put((byte) compression).put((byte) filter).put((byte) interlace);
    return new PngFixture().chunk("IHDR", content.array());
  }

  PngFixture header(int height, int width, int bits, int colourType, int interlace) {
    ByteBuffer content = ByteBuffer.allocate(13).putInt(width).putInt(height);
    content.put((byte) bits).put((byte) colourType).put((byte) 0).put((byte) 0);
    return chunk("IHDR", content.put((byte) interlace).array());
  }

  PngFixture chunk(String type, byte... content) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(content);
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    bytes.writeBytes(name);
    bytes.writeBytes(content);
    bytes.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    return this;
  }

  /** The rows, each with its filter's number in front. */
  PngFixture rows(int... filteredRows) {
    byte[] rows = new byte[filteredRows.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (byte) filteredRows[i];
    }
    return chunk("IDAT", deflate(rows));
  }

  static byte[] deflate(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  byte[] end() {
    return chunk("IEND").bytes.toByteArray();
  }

  /** The file so far, without its end chunk. */
  byte[] unfinished() {
    return bytes.toByteArray();
  }

  public Path save(Path file) throws IOException {
    return Files.write(file, end());
  }
}
