package org.bis5k.data.image;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bis5k.data.Size;

/**
 * Decodes PNG files of at most 8 bits per sample (Portable Network Graphics, third edition), as a
 * whole or row by row. Rows are read with two of them in memory.
 *
 * <p>The platform's own decoder accepts damaged files, unpacks compressed texts of any size and
 * maps grey through a gamma; this one verifies the checksum of every chunk that it reads and
 * allocates no more than the size needs.
 */
final class PngReader implements AutoCloseable {

  /** First column and row, then column and row step, of the seven passes of an interlaced file. */
  private static final int[][] ADAM7 = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int[][] WHOLE = {{0, 0, 1, 1}};

  private static final int PIECE = 1 << 16;
  private static final int SIGNATURE_BYTES = 8;
  private static final ByteBuffer NO_DATA = ByteBuffer.allocate(0);

  private final PngHeader header;
  private final PngChunks chunks;
  private final PngInflater inflater = new PngInflater(this::nextData);
  private final byte[] piece = new byte[PIECE];

  /** Entries that the file does not have are black, as Pillow reads them. */
  private final byte[] palette = new byte[PngPixels.PALETTE_BYTES];

  private final PngPixels pixels;
  private PngRow row; // made for the first row that is read alone
  private String chunk;
  private boolean hasPalette;
  private boolean hasData;
  private boolean dataEnded;
  private int rows;

  private PngReader(InputStream file) throws IOException {
    file.mark(PngHeader.BYTES);
    byte[] start = file.readNBytes(PngHeader.BYTES);
    if (start.length < PngHeader.BYTES) {
      throw new EOFException();
    }
    file.reset();
    file.skipNBytes(SIGNATURE_BYTES);
    this.header = PngHeader.parse(start);
    header.toImageHeader().requireReadable();
    this.chunks = new PngChunks(file, SIGNATURE_BYTES);
    this.chunk = chunks.next();
    this.pixels = new PngPixels(header, palette);
  }

  /** Decodes a whole file that is in memory. */
  static FilePixels decode(byte[] file) throws IOException {
    try (PngReader reader = new PngReader(new ByteArrayInputStream(file))) {
      return reader.whole();
    }
  }

  /** Opens a file that is read row by row. */
  static PngReader open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), PIECE);
    try {
      return new PngReader(in);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  PngHeader header() {
    return header;
  }

  private FilePixels whole() throws IOException {
    Size size = header.size();
    byte[] samples = new byte[Math.toIntExact(pixels.colours() * size.pixels())];
    try {
      for (int[] pass : header.interlaced() ? ADAM7 : WHOLE) {
        decodePass(pass, samples);
      }
      inflater.finish();
    } catch (DamagedImageException e) {
      throw explained(e);
    }
    chunks.finish();
    return pixels(size, samples);
  }

  private void decodePass(int[] pass, byte[] samples) throws IOException {
    int width = header.size().width();
    int columns = (width - pass[0] + pass[2] - 1) / pass[2];
    int count = (header.size().height() - pass[1] + pass[3] - 1) / pass[3];
    if (columns <= 0 || count <= 0) {
      return;
    }
    PngRow filtered = pixels.row(columns);
    for (int y = 0; y < count; y++) {
      inflater.fill(filtered.buffer());
      int first = (pass[1] + y * pass[3]) * width + pass[0];
      pixels.place(filtered.unfilter(), columns, samples, first, pass[2]);
    }
  }

  /**
   * The next row of a file that is not interlaced, as an image of its own. After the last row the
   * file is read to its end.
   */
  FilePixels next() throws IOException {
    Size size = new Size(1, header.size().width());
    byte[] samples = new byte[Math.multiplyExact(pixels.colours(), size.width())];
    if (row == null) {
      row = pixels.row(size.width());
    }
    try {
      inflater.fill(row.buffer());
      pixels.place(row.unfilter(), size.width(), samples, 0, 1);
      rows++;
      if (rows == header.size().height()) {
        inflater.finish();
        chunks.finish();
      }
    } catch (DamagedImageException e) {
      throw explained(e);
    }
    return pixels(size, samples);
  }

  private FilePixels pixels(Size size, byte[] samples) {
    return pixels.colours() == 1 ? FilePixels.grey(size, samples) : FilePixels.rgb(size, samples);
  }

  /** The damage to a chunk, where there is one, since it explains that of the pixels. */
  private DamagedImageException explained(DamagedImageException damage) throws IOException {
    chunks.finish();
    return damage;
  }

  /** The next bytes of the zlib stream, whichever chunk they are in. */
  private ByteBuffer nextData() throws IOException {
    while (!chunk.equals("IEND")) {
      if (chunk.equals("IDAT")) {
        requirePalette();
        hasData = true;
        int length = chunks.read(piece, PIECE);
        if (length > 0) {
          return ByteBuffer.wrap(piece, 0, length);
        }
      }
      chunk = chunks.next();
      dataEnded |= hasData && !chunk.equals("IDAT");
      switch (chunk) {
        case "IDAT" -> requireConsecutive();
        case "PLTE" -> readPalette();
        case "IHDR" ->
            throw new DamagedImageException("is damaged: it has a second PNG header chunk (IHDR)");
        default -> {
          // Texts, gamma, profiles and transparency leave the samples as they are.
        }
      }
    }
    if (!hasData) {
      throw new DamagedImageException("is damaged: it holds no PNG pixels (IDAT)");
    }
    return NO_DATA;
  }

  private void requireConsecutive() throws DamagedImageException {
    if (dataEnded) {
      throw new DamagedImageException(
          "is damaged: another chunk lies between its PNG data chunks (IDAT)");
    }
  }

  private void readPalette() throws IOException {
    int length = chunks.read(palette, palette.length);
    if (pixels.indexed() && (length == 0 || length % 3 != 0 || chunks.left() > 0)) {
      throw new DamagedImageException(
          "is damaged: its PNG palette (PLTE) has %d bytes; expected 1 to 256 times 3"
              .formatted(length + chunks.left()));
    }
    hasPalette = true;
  }

  private void requirePalette() throws DamagedImageException {
    if (pixels.indexed() && !hasPalette) {
      throw new DamagedImageException("is damaged: its PNG palette (PLTE) is missing");
    }
  }

  @Override
  public void close() throws IOException {
    inflater.close();
    chunks.close();
  }
}
