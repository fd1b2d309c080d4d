package org.bis5k.model.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * An array of a weight file: an element type, a shape, and the elements in row-major order.
 * Immutable, and independent of any tensor library. The elements may lie in a file; then they are
 * read each time they are used, and only while the file is open.
 */
public final class Tensor {

  /** The element types that weight files use; all are little endian. */
  public enum Type {
    /** IEEE 754 binary16. */
    F16(2),
    /** The upper half of a binary32 (bfloat16). */
    BF16(2),
    /** IEEE 754 binary32. */
    F32(4),
    /** IEEE 754 binary64. */
    F64(8),
    /** Unsigned 8-bit integer. */
    U8(1),
    /** Signed 8-bit integer. */
    I8(1),
    /** Signed 16-bit integer. */
    I16(2),
    /** Signed 32-bit integer. */
    I32(4),
    /** Signed 64-bit integer. */
    I64(8),
    /** One byte, 0 or 1. */
    BOOL(1);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }

    /**
     * Returns the size of an element.
     *
     * @return bytes
     */
    public int bytes() {
      return bytes;
    }
  }

  /** Bytes that are looked at together; a multiple of every element's size. */
  private static final int PIECE = 1 << 16;

  private final Type type;
  private final long[] shape;
  private final TensorBytes bytes;

  private Tensor(Type type, long[] shape, TensorBytes bytes) {
    this.type = type;
    this.shape = shape;
    this.bytes = bytes;
  }

  /**
   * Makes a tensor of bytes, which are not copied and must not change afterwards.
   *
   * @param type the element type
   * @param data the elements from the buffer's position to its limit, little endian, row-major
   * @param shape the dimensions, each at least 0; none for a scalar
   * @return the tensor
   * @throws IllegalArgumentException if the shape does not need exactly these bytes
   */
  public static Tensor of(Type type, ByteBuffer data, long... shape) {
    return of(type, TensorBytes.InMemory.of(data), shape);
  }

  /** Makes a tensor of bytes in memory or in a file, exactly as many as the shape needs. */
  static Tensor of(Type type, TensorBytes bytes, long... shape) {
    Objects.requireNonNull(type, "type");
    long needed = byteCount(type, shape);
    if (needed != bytes.length()) {
      throw new IllegalArgumentException(
          "A tensor %s %s needs %d bytes; found %d"
              .formatted(type, Arrays.toString(shape), needed, bytes.length()));
    }
    return new Tensor(type, shape.clone(), bytes);
  }

  /**
   * Makes a float32 tensor with a copy of the values.
   *
   * @param values the elements, row-major
   * @param shape the dimensions; none for a scalar
   * @return the tensor, of type {@link Type#F32}
   * @throws IllegalArgumentException if the shape does not hold exactly these values
   */
  public static Tensor ofFloats(float[] values, long... shape) {
    ByteBuffer data = little(Math.multiplyExact(values.length, Type.F32.bytes));
    data.asFloatBuffer().put(values);
    return of(Type.F32, data, shape);
  }

  /**
   * Makes a 64-bit integer tensor with a copy of the values, such as PyTorch's batch counters.
   *
   * @param values the elements, row-major
   * @param shape the dimensions; none for a scalar
   * @return the tensor, of type {@link Type#I64}
   * @throws IllegalArgumentException if the shape does not hold exactly these values
   */
  public static Tensor ofLongs(long[] values, long... shape) {
    ByteBuffer data = little(Math.multiplyExact(values.length, Type.I64.bytes));
    data.asLongBuffer().put(values);
    return of(Type.I64, data, shape);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Returns the number of bytes that a type and shape need.
   *
   * @throws IllegalArgumentException if a dimension is negative or the product leaves a long
   */
  static long byteCount(Type type, long... shape) {
    long count = type.bytes;
    boolean empty = false;
    for (long side : shape) {
      if (side < 0) {
        throw new IllegalArgumentException("Negative dimension in " + Arrays.toString(shape));
      }
      empty |= side == 0;
      try {
        count = Math.multiplyExact(count, Math.max(1, side));
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException("The shape is too large: " + Arrays.toString(shape), e);
      }
    }
    return empty ? 0 : count;
  }

  /**
   * Returns the element type.
   *
   * @return the type
   */
  public Type type() {
    return type;
  }

  /**
   * Returns the dimensions.
   *
   * @return a copy; empty for a scalar
   */
  public long[] shape() {
    return shape.clone();
  }

  /**
   * Returns the number of elements.
   *
   * @return the product of the dimensions: 1 for a scalar, 0 if a dimension is 0
   */
  public int elements() {
    return bytes.length() / type.bytes;
  }

  /** Returns the number of bytes that the elements take. */
  int byteCount() {
    return bytes.length();
  }

  /**
   * Returns the bytes of all elements, row-major.
   *
   * @return a read-only, little-endian buffer from the first byte to the last, with a position of
   *     its own; if the elements lie in a file, a copy in memory
   * @throws org.bis5k.data.InvalidInputException if they lie in a file that became shorter or
   *     cannot be read
   */
  public ByteBuffer data() {
    return bytes.all();
  }

  /**
   * Converts the elements to float32. Wider types are rounded to nearest; booleans are 0 and 1.
   *
   * @return a new array, row-major
   * @throws org.bis5k.data.InvalidInputException as for {@link #data}
   */
  public float[] toFloats() {
    return floats(data(), elements());
  }

  private float[] floats(ByteBuffer source, int count) {
    float[] values = new float[count];
    if (type == Type.F32) {
      source.asFloatBuffer().get(values);
      return values;
    }
    for (int i = 0; i < count; i++) {
      values[i] = isInteger() ? (float) integer(source, i) : (float) real(source, i);
    }
    return values;
  }

  /**
   * Tells whether all elements are finite as float32. A float64 beyond the range of float32 counts
   * as infinite, because a network reads it so; integers and booleans are always finite.
   *
   * @return false if an element is NaN, infinite or beyond float32; true for an empty tensor
   * @throws org.bis5k.data.InvalidInputException as for {@link #data}
   */
  public boolean isFinite() {
    if (isInteger()) {
      return true;
    }
    for (int from = 0; from < bytes.length(); from += PIECE) {
      int count = Math.min(PIECE, bytes.length() - from);
      if (!areFinite(floats(bytes.part(from, count), count / type.bytes))) {
        return false;
      }
    }
    return true;
  }

  /** Tells whether no value is NaN or infinite. */
  static boolean areFinite(float[] values) {
    int signs = 0;
    for (float value : values) {
      // One more in the exponent reaches the sign if and only if all its bits are set.
      signs |= (Float.floatToRawIntBits(value) & 0x7fffffff) + 0x00800000;
    }
    return signs >= 0;
  }

  /**
   * Converts one element to a double. A 64-bit integer beyond 2⁵³ is rounded.
   *
   * @param index row-major position, from 0
   * @return the value
   * @throws IndexOutOfBoundsException if there is no such element
   * @throws org.bis5k.data.InvalidInputException as for {@link #data}
   */
  public double at(int index) {
    ByteBuffer element = element(index);
    return isInteger() ? integer(element, 0) : real(element, 0);
  }

  private ByteBuffer element(int index) {
    Objects.checkIndex(index, elements());
    return bytes.part(index * type.bytes, type.bytes);
  }

  /**
   * Returns one element of an integer or boolean tensor, exactly.
   *
   * @param index row-major position, from 0
   * @return the value
   * @throws IndexOutOfBoundsException if there is no such element
   * @throws IllegalStateException if the tensor holds real numbers
   * @throws org.bis5k.data.InvalidInputException as for {@link #data}
   */
  public long integerAt(int index) {
    if (!isInteger()) {
      throw new IllegalStateException("The tensor holds " + type + ", not integers");
    }
    return integer(element(index), 0);
  }

  /**
   * Tells whether another tensor has the same type, the same shape and the same bits.
   *
   * @param other the tensor to compare with
   * @return false also if values are equal but their bits differ (0 and -0)
   * @throws org.bis5k.data.InvalidInputException as for {@link #data}
   */
  public boolean isIdenticalTo(Tensor other) {
    return type == other.type && Arrays.equals(shape, other.shape) && data().equals(other.data());
  }

  private boolean isInteger() {
    return switch (type) {
      case F16, BF16, F32, F64 -> false;
      case U8, I8, I16, I32, I64, BOOL -> true;
    };
  }

  private long integer(ByteBuffer source, int index) {
    return switch (type) {
      case U8 -> source.get(index) & 0xff;
      case I8 -> source.get(index);
      case I16 -> source.getShort(2 * index);
      case I32 -> source.getInt(4 * index);
      case I64 -> source.getLong(8 * index);
      case BOOL -> source.get(index) == 0 ? 0 : 1;
      case F16, BF16, F32, F64 -> throw new AssertionError(type);
    };
  }

  private double real(ByteBuffer source, int index) {
    return switch (type) {
      case F16 -> half(source.getShort(2 * index));
      case BF16 -> Float.intBitsToFloat(source.getShort(2 * index) << 16);
      case F32 -> source.getFloat(4 * index);
      case F64 -> source.getDouble(8 * index);
      case U8, I8, I16, I32, I64, BOOL -> throw new AssertionError(type);
    };
  }

  /** Converts a binary16 number: 1 sign, 5 exponent (bias 15) and 10 fraction bits. */
  private static double half(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    double magnitude =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24;
          case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb(1 + fraction * 0x1p-10, exponent - 15);
        };
    return bits < 0 ? -magnitude : magnitude;
  }

  /** Returns type and shape, for example {@code F32 [64, 3, 3, 3]}. */
  @Override
  public String toString() {
    return type + " " + Arrays.toString(shape);
  }
}
