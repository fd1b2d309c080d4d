package org.bis5k.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.bis5k.data.Size;

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
  private int nextData;

  private PngDecoder(PngChunks chunks) {
    this.chunks = chunks;
    this.pixels = new PngPixels(chunks.bits(), chunks.colourType(), chunks.palette());
    this.samples = new byte[Math.toIntExact(pixels.colours() * chunks.size().pixels())];
  }

  static FilePixels decode(byte[] file) throws IOException {
    PngDecoder decoder = new PngDecoder(PngChunks.of(file));
    try (PngInflater inflater = new PngInflater(decoder::nextData)) {
      decoder.decodePasses(inflater);
    }
    Size size = decoder.chunks.size();
    return decoder.pixels.colours() == 1
        ? FilePixels.grey(size, decoder.samples)
        : FilePixels.rgb(size, decoder.samples);
  }

  private void decodePasses(PngInflater inflater) throws IOException {
    Size size = chunks.size();
    for (int[] pass : chunks.interlaced() ? ADAM7 : WHOLE) {
      int columns = (size.width() - pass[0] + pass[2] - 1) / pass[2];
      int rows = (size.height() - pass[1] + pass[3] - 1) / pass[3];
      if (columns <= 0 || rows <= 0) {
        continue;
      }
      PngRow row = pixels.row(columns);
      for (int y = 0; y < rows; y++) {
        inflater.fill(row.buffer());
        int first = (pass[1] + y * pass[3]) * size.width() + pass[0];
        pixels.place(row.unfilter(), columns, samples, first, pass[2]);
      }
    }
    inflater.finish();
  }

  /** The next chunk of pixels that holds any, else nothing. */
  private ByteBuffer nextData() {
    ByteBuffer data = ByteBuffer.allocate(0);
    while (!data.hasRemaining() && nextData < chunks.data().size()) {
      data = chunks.data().get(nextData++).duplicate();
    }
    return data;
  }
}
