package org.bis5k.model.kernel;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** ND4J arrays as Java sees them: buffers over the same memory, and scratch arrays per thread. */
final class HostMemory {

  private static final int SLOTS = 4;
  private static final int SHARED_SLOTS = 9;

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  /** A cache of the thread-local look-up by the thread's identity. */
  private static final Scratch[] LATEST = new Scratch[64];

  /** The working arrays of a thread: for the items it runs, and for the calls it makes. */
  private static final class Scratch {
    private final Thread owner = Thread.currentThread();
    private final float[][] own = new float[SLOTS][0];
    private final float[][] shared = new float[SHARED_SLOTS][0];
  }

  private HostMemory() {}

  /**
   * The elements of a dense float array in C order; writes go through.
   *
   * @throws IllegalArgumentException if the array is no such array
   */
  static FloatBuffer floats(INDArray array) {
    boolean dense =
        array.dataType() == DataType.FLOAT
            && (array.ordering() == 'c' || array.rank() <= 1)
            && (array.length() <= 1 || array.elementWiseStride() == 1);
    if (!dense) {
      throw new IllegalArgumentException(
          "Expected a dense float array in C order; found " + array.shapeInfoToString());
    }
    long from = array.data().pointer().address() + array.offset() * Float.BYTES;
    long bytes = array.length() * Float.BYTES;
    return new BytePointer(new At(from))
        .capacity(bytes)
        .asByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer();
  }

  private static Scratch mine() {
    Thread thread = Thread.currentThread();
    int slot = System.identityHashCode(thread) % LATEST.length;
    Scratch latest = LATEST[slot];
    if (latest == null || latest.owner != thread) {
      latest = SCRATCH.get();
      LATEST[slot] = latest;
    }
    return latest;
  }

  /** A scratch array of this thread with at least {@code length} elements, of any content. */
  static float[] scratch(int slot, int length) {
    return grown(mine().own, slot, length);
  }

  /** A scratch array that a call of this thread shares with the workers. */
  static float[] shared(int slot, int length) {
    return grown(mine().shared, slot, length);
  }

  private static float[] grown(float[][] arrays, int slot, int length) {
    if (arrays[slot].length < length) {
      arrays[slot] = new float[Math.max(length, 4096)];
    }
    return arrays[slot];
  }

  /** A bare address as a pointer. */
  private static final class At extends Pointer {
    At(long address) {
      this.address = address;
    }
  }
}
