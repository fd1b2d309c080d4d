package org.bis5k.model.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.model.weights.WeightFile;

/** A network computed by ONNX Runtime. */
final class OnnxSegmenter implements Segmenter {

  private static final List<String> PREDICTION = List.of(OnnxExport.output(0));

  private final OnnxSession model;
  private FloatBuffer input = FloatBuffer.allocate(0);

  private OnnxSegmenter(OnnxSession model) {
    this.model = model;
  }

  static OnnxSegmenter open(Path file, SegmenterDevice device) {
    return new OnnxSegmenter(OnnxSession.open(file, device));
  }

  /** The network of a weight file, exported to a place where no one looks. */
  static OnnxSegmenter exporting(Path weights, SegmenterDevice device) {
    WeightFile read = WeightFile.read(weights);
    OnnxExport export =
        OnnxExport.of(
            read,
            weights,
            new OnnxExport.Options(Preprocessing.released(), Map.of(), TemporaryModel.IN_ONE));
    try (TemporaryModel model = TemporaryModel.of(export)) {
      return new OnnxSegmenter(OnnxSession.open(model.file(), device));
    }
  }

  @Override
  public float[] logits(float[] images, int count, Size size) {
    return outputs(PREDICTION, images, count, size)[0];
  }

  /** Some of the outputs by name. */
  float[][] outputs(List<String> names, float[] images, int count, Size size) {
    model.requireUsable(count, size);
    if (images.length != 3 * count * size.pixels()) {
      throw new IllegalArgumentException(
          count + " images of 3x" + size + " expected; found " + images.length + " values");
    }
    long[] shape = {count, 3, size.height(), size.width()};
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), buffer(images), shape);
        OrtSession.Result result =
            model.session().run(Map.of(OnnxExport.INPUT, tensor), Set.copyOf(names))) {
      float[][] values = new float[names.size()][];
      for (int i = 0; i < values.length; i++) {
        FloatBuffer buffer = ((OnnxTensor) result.get(names.get(i)).orElseThrow()).getFloatBuffer();
        values[i] = new float[buffer.remaining()];
        buffer.get(values[i]);
      }
      return values;
    } catch (OrtException e) {
      throw new InvalidInputException(
          model.file()
              + ": ONNX Runtime failed on "
              + count
              + " images of "
              + size
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** The images in native memory, which is kept for the next ones. */
  private FloatBuffer buffer(float[] images) {
    if (input.capacity() < images.length) {
      input =
          ByteBuffer.allocateDirect(Math.multiplyExact(Float.BYTES, images.length))
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
    }
    return input.clear().put(images).flip();
  }

  @Override
  public String engine() {
    return model.engine();
  }

  @Override
  public void close() {
    model.close();
  }
}
