package org.bis5k.data.transform;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/**
 * Bytes read and written four to an int, the first one lowest, at any position: loops over ints
 * vectorise, loops that turn single bytes to ints do not.
 */
final class SampleQuads {

  private final IntBuffer[] views = new IntBuffer[4];

  private SampleQuads(byte[] samples) {
    for (int offset = 0; offset < views.length; offset++) {
      views[offset] =
          ByteBuffer.wrap(samples, offset, samples.length - offset)
              .slice()
              .order(ByteOrder.LITTLE_ENDIAN)
              .asIntBuffer();
    }
  }

  /** A view of at least four samples. */
  static SampleQuads of(byte[] samples) {
    return new SampleQuads(samples);
  }

  /** The ints that hold so many samples. */
  static int count(int samples) {
    return (samples + 3) / 4;
  }

  /** Fills {@code quads} with the samples from {@code at} on. */
  void get(int at, int[] quads) {
    views[at & 3].get(at >> 2, quads);
  }

  /** Writes {@code quads} from sample {@code at} on. */
  void put(int at, int[] quads) {
    views[at & 3].put(at >> 2, quads);
  }
}
