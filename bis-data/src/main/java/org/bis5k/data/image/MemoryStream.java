package org.bis5k.data.image;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/** A file in memory as a stream for the readers of ImageIO. */
final class MemoryStream extends ImageInputStreamImpl {

  private final byte[] bytes;

  /** A stream over an array, which is not copied. */
  MemoryStream(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() throws IOException {
    checkClosed();
    bitOffset = 0;
    return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    checkClosed();
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (streamPos >= bytes.length) { // a damaged file may refer to bytes far behind its end
      return -1;
    }
    int count = (int) Math.min(length, bytes.length - streamPos);
    System.arraycopy(bytes, (int) streamPos, target, from, count);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    return bytes.length;
  }
}
