package org.bis5k.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorTest {

  @Test
  void floatsComeBackAsGiven() {
    Tensor tensor = Tensor.ofFloats(new float[] {1, -2.5f, 3, 4, 5, 6}, 2, 3);

    assertThat(tensor.toFloats()).containsExactly(1, -2.5f, 3, 4, 5, 6);
    assertThat(tensor.shape()).containsExactly(2, 3);
    assertThat(tensor.at(1)).isEqualTo(-2.5);
    assertThat(tensor).hasToString("F32 [2, 3]");
  }

  @Test
  void aScalarHasOneElementAndAnEmptyTensorNone() {
    assertThat(Tensor.ofLongs(new long[] {42}).integerAt(0)).isEqualTo(42);
    assertThat(Tensor.ofFloats(new float[0], 0, 3).toFloats()).isEmpty();
  }

  @Test
  void theBytesCannotBeChangedThroughTheTensor() {
    float[] values = {1};
    long[] shape = {1};
    Tensor tensor = Tensor.ofFloats(values, shape);
    values[0] = 2;
    shape[0] = 7;
    tensor.shape()[0] = 7;

    assertThat(tensor.at(0)).isEqualTo(1);
    assertThat(tensor.shape()).containsExactly(1);
    assertThatThrownBy(() -> tensor.data().putFloat(0, 3))
        .isInstanceOf(ReadOnlyBufferException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0x0000, 0",
    "0x0001, 5.960464477539063e-8",
    "0x03ff, 6.097555160522461e-5",
    "0x0400, 6.103515625e-5",
    "0x3c00, 1",
    "0x3555, 0.333251953125",
    "0xc000, -2",
    "0x7bff, 65504",
    "0x7c00, Infinity",
    "0xfc00, -Infinity",
    "0x7e00, NaN"
  })
  void halfPrecisionIsDecoded(int bits, double value) {
    Tensor tensor = Tensor.of(Tensor.Type.F16, little(2).putShort((short) bits).flip(), 1);

    assertThat(tensor.at(0)).isEqualTo(Double.valueOf(value));
    assertThat(tensor.toFloats()).containsExactly((float) value);
  }

  @Test
  void integersKeepTheirSignAndRange() {
    assertThat(Tensor.of(Tensor.Type.U8, little(1).put((byte) 255).flip(), 1).at(0)).isEqualTo(255);
    assertThat(Tensor.of(Tensor.Type.I8, little(1).put((byte) 255).flip(), 1).at(0)).isEqualTo(-1);
    assertThat(Tensor.of(Tensor.Type.I16, little(2).putShort((short) -3).flip(), 1).toFloats())
        .containsExactly(-3);
    assertThat(Tensor.ofLongs(new long[] {(1L << 53) + 1}, 1).integerAt(0))
        .isEqualTo((1L << 53) + 1);
  }

  @Test
  void theShapeMustFitTheBytes() {
    assertThatThrownBy(() -> Tensor.ofFloats(new float[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A tensor F32 [2, 3] needs 24 bytes; found 20");
    assertThatThrownBy(() -> Tensor.ofFloats(new float[5], -1, 3))
        .hasMessage("Negative dimension in [-1, 3]");
    assertThatThrownBy(() -> Tensor.ofFloats(new float[5], Long.MAX_VALUE, 3))
        .hasMessage("The shape is too large: [9223372036854775807, 3]");
    assertThatThrownBy(() -> Tensor.ofFloats(new float[1], 1).integerAt(0))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void identityIsOfBits() {
    Tensor zero = Tensor.ofFloats(new float[] {0f}, 1);

    assertThat(zero.isIdenticalTo(Tensor.ofFloats(new float[] {0f}, 1))).isTrue();
    assertThat(zero.isIdenticalTo(Tensor.ofFloats(new float[] {-0f}, 1))).isFalse();
    assertThat(zero.isIdenticalTo(Tensor.ofFloats(new float[] {0f}))).isFalse();
    assertThat(zero.isIdenticalTo(Tensor.of(Tensor.Type.I32, zero.data(), 1))).isFalse();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @ParameterizedTest
  @CsvSource({
    "F32, 7f7fffff, true",
    "F32, ff7fffff, true",
    "F32, 80000001, true",
    "F32, 00000000, true",
    "F32, 7f800000, false",
    "F32, ff800000, false",
    "F32, 7fc00000, false",
    "F32, ff800001, false",
    "F16, 7bff, true",
    "F16, 7c00, false",
    "F16, fe00, false",
    "BF16, 7f7f, true",
    "BF16, ff80, false",
    "F64, 47efffffe0000000, true",
    "F64, 7fefffffffffffff, false",
    "F64, 7ff8000000000000, false",
    "I32, 7f800000, true",
    "U8, ff, true"
  })
  void finiteMeansFiniteAsFloat32(Tensor.Type type, String bits, boolean finite) {
    ByteBuffer data = ByteBuffer.allocate(3 * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    long value = Long.parseUnsignedLong(bits, 16);
    for (int i = 0; i < type.bytes(); i++) {
      data.put(2 * type.bytes() + i, (byte) (value >> 8 * i));
    }
    assertThat(Tensor.of(type, data, 3).isFinite()).isEqualTo(finite);
  }

  /** In each piece that a large tensor is looked at in, and in none. */
  @Test
  void everyElementIsLookedAt() {
    int length = 100_000;
    for (int broken : new int[] {0, 16_383, 16_384, length - 1}) {
      float[] values = new float[length];
      assertThat(Tensor.ofFloats(values, length).isFinite()).isTrue();
      values[broken] = Float.NaN;
      assertThat(Tensor.ofFloats(values, length).isFinite()).as("element %d", broken).isFalse();
    }
    assertThat(Tensor.ofFloats(new float[0], 0).isFinite()).isTrue();
  }
}
