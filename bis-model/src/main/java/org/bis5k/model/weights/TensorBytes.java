package org.bis5k.model.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The elements of a tensor or storage: in memory, or in a file that is read where it is used. */
sealed interface TensorBytes {

  /** How many bytes there are. */
  int length();

  /** A part as a read-only, little-endian buffer of its own; of a file, a copy made now. */
  ByteBuffer part(int from, int count);

  /** A part that is read when it is used. */
  TensorBytes range(int from, int count);

  /** All bytes, as a read-only, little-endian buffer. */
  default ByteBuffer all() {
    return part(0, length());
  }

  /**
   * Bytes in memory.
   *
   * @param buffer its position is 0, its limit its capacity
   */
  record InMemory(ByteBuffer buffer) implements TensorBytes {

    /** What remains in a buffer; it must not change afterwards. */
    static InMemory of(ByteBuffer buffer) {
      return new InMemory(buffer.slice().asReadOnlyBuffer());
    }

    @Override
    public int length() {
      return buffer.capacity();
    }

    @Override
    public ByteBuffer part(int from, int count) {
      return buffer.slice(from, count).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public TensorBytes range(int from, int count) {
      return new InMemory(buffer.slice(from, count));
    }
  }

  /**
   * Bytes of a file, which stays open as long as this is referred to.
   *
   * @param file the file
   * @param offset where they begin
   * @param length how many there are
   */
  record InFile(FileBytes file, long offset, int length) implements TensorBytes {

    @Override
    public ByteBuffer part(int from, int count) {
      return file.read(offset + from, count);
    }

    @Override
    public TensorBytes range(int from, int count) {
      return new InFile(file, offset + from, count);
    }
  }
}
