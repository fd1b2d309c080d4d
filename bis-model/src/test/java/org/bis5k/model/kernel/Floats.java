package org.bis5k.model.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Small arrays written out by hand. */
public final class Floats {

  private Floats() {}

  /** An array of that shape with these values in C order. */
  public static INDArray array(long[] shape, float... values) {
    INDArray array = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
    Kernels.current().write(values, array);
    return array;
  }

  /** One image of one channel. */
  public static INDArray plane(int height, int width, float... values) {
    return array(shape(1, 1, height, width), values);
  }

  public static INDArray vector(float... values) {
    return array(shape(values.length), values);
  }

  /** An array to be written to; NaN, so that an element left out is seen. */
  public static INDArray target(long... shape) {
    return Nd4j.valueArrayOf(shape, Float.NaN, DataType.FLOAT);
  }

  public static float[] of(INDArray array) {
    float[] values = new float[(int) array.length()];
    Kernels.current().read(array, values);
    return values;
  }

  public static long[] shape(long... sides) {
    return sides;
  }
}
