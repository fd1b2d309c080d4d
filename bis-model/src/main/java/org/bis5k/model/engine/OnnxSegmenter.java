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
import org.bis5k.data.PlainText;
import org.bis5k.data.Size;
import org.bis5k.model.OutputCheck;
import org.bis5k.model.weights.WeightFile;

/** A network computed by ONNX Runtime. */
final class OnnxSegmenter implements Segmenter {

  private static final List<String> PREDICTION = List.of(OnnxExport.output(0));

  private final OnnxSession model;
  private FloatBuffer input = FloatBuffer.allocate(0);

  private OnnxSegmenter(OnnxSession model) {
    this.model = model;
  }

  static OnnxSegmenter open(NetworkFile file, SegmenterOptions.Device device) {
    return new OnnxSegmenter(
        file.weights()
            .map(weights -> exported(weights, file.path(), device))
            .orElseGet(() -> OnnxSession.open(file.path(), file.path(), device)));
  }

  /** Exports weights to a temporary file, which is deleted as soon as the runtime has read it. */
  private static OnnxSession exported(
      WeightFile weights, Path source, SegmenterOptions.Device device) {
    OnnxExport export =
        OnnxExport.of(weights, source, OnnxExport.Options.of(Preprocessing.released()));
    try (TemporaryModel model = TemporaryModel.of(export)) {
      return OnnxSession.open(model.file(), source, device);
    }
  }

  @Override
  public float[] logits(float[] images, int count, Size size) {
    return outputs(PREDICTION, images, count, size).get(0);
  }

  /** Computes some of the outputs, each count x 1 x H x W, in the order of their names. */
  List<float[]> outputs(List<String> names, float[] images, int count, Size size) {
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
      return names.stream().map(name -> values(result, name, count, size)).toList();
    } catch (OrtException e) {
      throw new InvalidInputException(
          "%s: ONNX Runtime failed on %d images of %s: %s"
              .formatted(model.source(), count, size, PlainText.excerpt(e.getMessage())),
          e);
    }
  }

  private float[] values(OrtSession.Result result, String name, int count, Size size) {
    OnnxTensor tensor = (OnnxTensor) result.get(name).orElseThrow();
    OutputCheck check = new OutputCheck(model.source(), name);
    check.requireShape(tensor.getInfo().getShape(), count, size);
    float[] values = new float[Math.toIntExact(count * size.pixels())];
    tensor.getFloatBuffer().get(values);
    return check.requireFinite(values, size);
  }

  /** Copies images to native memory, which is kept for the next ones. */
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
