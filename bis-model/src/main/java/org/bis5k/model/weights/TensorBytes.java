package org.bis5k.model.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of a tensor or storage: in memory, or in a file that is read when they are used. */
sealed interface TensorBytes {

  /** Returns the number of bytes. */
  int length();

  /** Returns a part as a read-only, little-endian buffer; a file is read now. */
  ByteBuffer part(int from, int count);

  /** Returns a part; a file is read when the part is used. */
  TensorBytes range(int from, int count);

  /** Returns all bytes as a read-only, little-endian buffer. */
  default ByteBuffer all() {
    return part(0, length());
  }

  /**
   * Bytes in memory.
   *
   * @param buffer its position is 0, its limit its capacity
   */
  record InMemory(ByteBuffer buffer) implements TensorBytes {

    /** Takes the remaining bytes of a buffer, which must not change afterwards. */
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
   * Bytes of an open file; they can be read until it is closed.
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
