package org.bis5k.train.slide;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.Size;

/**
 * A temporary map of float32 numbers on disk, because its extremes are known only after its last
 * row. The file is beside the result, takes four bytes per pixel and is deleted on close.
 */
final class ProbabilitySpool implements AutoCloseable {

  private final FileChannel channel;
  private final Size size;
  private final ByteBuffer bytes;
  private float low = Float.POSITIVE_INFINITY;
  private float high = Float.NEGATIVE_INFINITY;

  private ProbabilitySpool(FileChannel channel, Size size) {
    this.channel = channel;
    this.size = size;
    this.bytes = ByteBuffer.allocateDirect(Math.multiplyExact(Float.BYTES, size.width()));
  }

  /** An empty map in a file beside another. */
  static ProbabilitySpool beside(Path result, Size size) throws IOException {
    Path file = AtomicFile.temporary(result, "spool");
    return new ProbabilitySpool(
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE),
        size);
  }

  void add(float[] row) throws IOException {
    for (float value : row) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    bytes.clear();
    bytes.asFloatBuffer().put(row);
    AtomicFile.writeFully(channel, bytes);
  }

  float low() {
    return low;
  }

  float high() {
    return high;
  }

  /** Passes all rows on, from the top. */
  void replay(TiledInference.Rows rows) throws IOException {
    float[] row = new float[size.width()];
    channel.position(0);
    for (int y = 0; y < size.height(); y++) {
      bytes.clear();
      while (bytes.hasRemaining()) {
        if (channel.read(bytes) < 0) {
          throw new IOException("the temporary file ends at row " + y + " of " + size);
        }
      }
      bytes.flip().asFloatBuffer().get(row);
      rows.row(row);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
