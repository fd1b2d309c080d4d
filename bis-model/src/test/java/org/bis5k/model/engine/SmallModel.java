package org.bis5k.model.engine;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A model of a few nodes with the input and output of a network, in a file of a few kilobytes. */
final class SmallModel {

  private SmallModel() {}

  static void write(Path file, Map<String, String> metadata) {
    OnnxNodes nodes = new OnnxNodes();
    String image = nodes.input("image", "batch", 3, "height", "width");
    String kernel = nodes.weight(OnnxWeight.of("kernel", () -> ramp(4 * 3 * 9), 4, 3, 3, 3));
    String convolved =
        nodes.add("Conv", "conv", List.of(image, kernel), OnnxNodes.ints("pads", 1, 1, 1, 1));
    String rectified = nodes.add("Relu", "relu", List.of(convolved));
    String map = nodes.weight(OnnxWeight.of("map", () -> ramp(4), 1, 4, 1, 1));
    nodes.add("Conv", "out0", List.of(rectified, map));
    nodes.output("out0", "batch", 1, "height", "width");
    ModelProto.Builder header =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OnnxExport.OPSET));
    metadata.forEach(
        (key, value) ->
            header.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    new OnnxFile(header.build(), nodes, Integer.MAX_VALUE).write(file);
  }

  private static float[] ramp(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = i * 0.01f - 0.1f;
    }
    return values;
  }
}
