package org.bis5k.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OrtException;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bis5k.data.InvalidInputException;

/** Says in a user's words why a model did not open. */
final class OnnxFault {

  /** A model that keeps its weights elsewhere is smaller than this. */
  private static final long LARGEST_WITHOUT_WEIGHTS = 64L << 20;

  private OnnxFault() {}

  static InvalidInputException of(Path file, OrtException cause) {
    String problem = "cannot be opened by ONNX Runtime: " + cause.getMessage();
    try {
      if (Files.size(file) <= LARGEST_WITHOUT_WEIGHTS) {
        problem = diagnosis(file, problem);
      }
    } catch (IOException unreadable) {
      cause.addSuppressed(unreadable);
    }
    return InvalidInputException.in(file, problem, cause);
  }

  private static String diagnosis(Path file, String otherwise) throws IOException {
    ModelProto model;
    try (InputStream in = Files.newInputStream(file)) {
      model = ModelProto.parseFrom(in);
    } catch (InvalidProtocolBufferException e) {
      return "is no ONNX model, or is truncated: " + e.getMessage();
    }
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
        Path data = file.resolveSibling(entry(tensor, "location", ""));
        long end =
            Long.parseLong(entry(tensor, "offset", "0"))
                + Long.parseLong(entry(tensor, "length", "0"));
        if (!Files.isRegularFile(data)) {
          return "its weights are in " + data + ", which is missing; both files belong together";
        }
        if (Files.size(data) < end) {
          return "its weights are in "
              + data
              + ", which is truncated: expected "
              + end
              + " bytes or more; found "
              + Files.size(data);
        }
      }
    }
    return otherwise;
  }

  private static String entry(TensorProto tensor, String key, String missing) {
    return tensor.getExternalDataList().stream()
        .filter(entry -> entry.getKey().equals(key))
        .map(StringStringEntryProto::getValue)
        .findFirst()
        .orElse(missing);
  }
}
