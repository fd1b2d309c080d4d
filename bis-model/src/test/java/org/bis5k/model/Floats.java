package org.bis5k.model;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Small arrays written out by hand. */
final class Floats {

  private Floats() {}

  /** An array of that shape with these values in C order. */
  static INDArray array(long[] shape, float... values) {
    INDArray array = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
    Kernels.current().write(values, array);
    return array;
  }

  /** One image of one channel. */
  static INDArray plane(int height, int width, float... values) {
    return array(shape(1, 1, height, width), values);
  }

  static INDArray vector(float... values) {
    return array(shape(values.length), values);
  }

  /** An array to be written to; NaN, so that an element left out is seen. */
  static INDArray target(long... shape) {
    return Nd4j.valueArrayOf(shape, Float.NaN, DataType.FLOAT);
  }

  static float[] of(INDArray array) {
    float[] values = new float[(int) array.length()];
    Kernels.current().read(array, values);
    return values;
  }

  static long[] shape(long... sides) {
    return sides;
  }
}
