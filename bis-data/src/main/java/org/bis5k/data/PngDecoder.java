package org.bis5k.data;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes PNG files of at most 8 bits per sample (Portable Network Graphics, third edition). The
 * platform's own decoder accepts damaged files, unpacks compressed texts of any size and maps grey
 * through a gamma; this one checks every checksum and allocates what the size asks for, no more.
 */
final class PngDecoder {

  /** First column and row, then column and row step, of the seven passes of an interlaced file. */
  private static final int[][] ADAM7 = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int[][] WHOLE = {{0, 0, 1, 1}};

  private final PngChunks chunks;
  private final PngPixels pixels;
  private final byte[] samples;
  private final Inflater inflater = new Inflater();
  private int nextData;

  private PngDecoder(PngChunks chunks) {
    this.chunks = chunks;
    this.pixels = new PngPixels(chunks.bits(), chunks.colourType(), chunks.palette());
    this.samples = new byte[Math.toIntExact(pixels.colours() * chunks.size().pixels())];
  }

  static FilePixels decode(byte[] file) throws DamagedImageException {
    PngDecoder decoder = new PngDecoder(PngChunks.of(file));
    try {
      decoder.decodePasses();
    } catch (DataFormatException e) {
      throw new DamagedImageException("is damaged: its compressed pixels say " + e.getMessage());
    } finally {
      decoder.inflater.end();
    }
    Size size = decoder.chunks.size();
    return decoder.pixels.colours() == 1
        ? FilePixels.grey(size, decoder.samples)
        : FilePixels.rgb(size, decoder.samples);
  }

  private void decodePasses() throws DataFormatException, DamagedImageException {
    Size size = chunks.size();
    for (int[] pass : chunks.interlaced() ? ADAM7 : WHOLE) {
      int columns = (size.width() - pass[0] + pass[2] - 1) / pass[2];
      int rows = (size.height() - pass[1] + pass[3] - 1) / pass[3];
      if (columns <= 0 || rows <= 0) {
        continue;
      }
      PngRow row = pixels.row(columns);
      for (int y = 0; y < rows; y++) {
        inflate(row.buffer());
        int first = (pass[1] + y * pass[3]) * size.width() + pass[0];
        pixels.place(row.unfilter(), columns, samples, first, pass[2]);
      }
    }
    // One byte more makes the inflater reach, and compare, its checksum.
    inflateSome(new byte[1], 0);
  }

  private void inflate(byte[] target) throws DataFormatException, DamagedImageException {
    int filled = 0;
    while (filled < target.length) {
      int count = inflateSome(target, filled);
      if (count == 0) {
        throw new DamagedImageException("is truncated: its pixels end too early");
      }
      filled += count;
    }
  }

  /** Zero at the end of the compressed stream or of the file's data. */
  private int inflateSome(byte[] target, int from) throws DataFormatException {
    while (true) {
      int count = inflater.inflate(target, from, target.length - from);
      if (count > 0 || inflater.finished() || inflater.needsDictionary()) {
        return count;
      }
      if (nextData == chunks.data().size()) {
        return 0;
      }
      ByteBuffer data = chunks.data().get(nextData++);
      inflater.setInput(data.duplicate());
    }
  }
}
