package org.bis5k.model.engine;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Arrays;
import java.util.function.Supplier;

/** A float tensor of an ONNX model; its values are computed when they are written. */
final class OnnxWeight {

  private final String name;
  private final long[] shape;
  private final Supplier<float[]> values;

  private OnnxWeight(String name, long[] shape, Supplier<float[]> values) {
    this.name = name;
    this.shape = shape;
    this.values = values;
  }

  static OnnxWeight of(String name, Supplier<float[]> values, long... shape) {
    return new OnnxWeight(name, shape.clone(), values);
  }

  String name() {
    return name;
  }

  long bytes() {
    return Float.BYTES * Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  float[] values() {
    float[] made = values.get();
    if (Float.BYTES * (long) made.length != bytes()) {
      throw new IllegalStateException(
          name + " has " + made.length + " values; its shape is " + Arrays.toString(shape));
    }
    return made;
  }

  /** Returns name, type and shape, without data. */
  TensorProto.Builder description() {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber());
    Arrays.stream(shape).forEach(tensor::addDims);
    return tensor;
  }
}
