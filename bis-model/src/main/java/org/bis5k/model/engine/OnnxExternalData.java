package org.bis5k.model.engine;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.bis5k.data.InvalidInputException;

/**
 * The files that a model says its weights lie in. Before a runtime opens the model, every such file
 * must be a whole one beside it: a model from elsewhere shall not have other files read, and a
 * runtime's own names for places in memory are none of a file's business. The model is walked as a
 * stream; its weights are passed over.
 */
final class OnnxExternalData {

  /** The messages that can hold a tensor, and in which fields. */
  private enum Kind {
    MODEL,
    TRAINING,
    FUNCTION,
    GRAPH,
    NODE,
    ATTRIBUTE,
    SPARSE,
    TENSOR
  }

  private static final Map<Kind, Map<Integer, Kind>> FIELDS =
      Map.of(
          Kind.MODEL,
          Map.of(
              ModelProto.GRAPH_FIELD_NUMBER, Kind.GRAPH,
              ModelProto.TRAINING_INFO_FIELD_NUMBER, Kind.TRAINING,
              ModelProto.FUNCTIONS_FIELD_NUMBER, Kind.FUNCTION),
          Kind.TRAINING,
          Map.of(
              TrainingInfoProto.INITIALIZATION_FIELD_NUMBER, Kind.GRAPH,
              TrainingInfoProto.ALGORITHM_FIELD_NUMBER, Kind.GRAPH),
          Kind.FUNCTION,
          Map.of(
              FunctionProto.NODE_FIELD_NUMBER, Kind.NODE,
              FunctionProto.ATTRIBUTE_PROTO_FIELD_NUMBER, Kind.ATTRIBUTE),
          Kind.GRAPH,
          Map.of(
              GraphProto.NODE_FIELD_NUMBER, Kind.NODE,
              GraphProto.INITIALIZER_FIELD_NUMBER, Kind.TENSOR,
              GraphProto.SPARSE_INITIALIZER_FIELD_NUMBER, Kind.SPARSE),
          Kind.NODE,
          Map.of(NodeProto.ATTRIBUTE_FIELD_NUMBER, Kind.ATTRIBUTE),
          Kind.ATTRIBUTE,
          Map.of(
              AttributeProto.T_FIELD_NUMBER, Kind.TENSOR,
              AttributeProto.TENSORS_FIELD_NUMBER, Kind.TENSOR,
              AttributeProto.G_FIELD_NUMBER, Kind.GRAPH,
              AttributeProto.GRAPHS_FIELD_NUMBER, Kind.GRAPH,
              AttributeProto.SPARSE_TENSOR_FIELD_NUMBER, Kind.SPARSE,
              AttributeProto.SPARSE_TENSORS_FIELD_NUMBER, Kind.SPARSE),
          Kind.SPARSE,
          Map.of(
              SparseTensorProto.VALUES_FIELD_NUMBER, Kind.TENSOR,
              SparseTensorProto.INDICES_FIELD_NUMBER, Kind.TENSOR),
          Kind.TENSOR,
          Map.of());

  private static final int MAX_DEPTH = 100;

  private final Path file;
  private final CodedInputStream in;

  private OnnxExternalData(Path file, CodedInputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Walks a model.
   *
   * @throws InvalidInputException if it is none, or its weights lie elsewhere or are not all there
   */
  static void requireBeside(Path file) {
    try (InputStream bytes = Files.newInputStream(file)) {
      new OnnxExternalData(file, CodedInputStream.newInstance(bytes)).walk(Kind.MODEL, 0);
    } catch (InvalidProtocolBufferException e) {
      throw InvalidInputException.in(
          file, "is no ONNX model, or is truncated: " + e.getMessage(), e);
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be read: " + e, e);
    }
  }

  /** Reads a message to its end. */
  private void walk(Kind kind, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw InvalidInputException.in(file, "nests graphs more than " + MAX_DEPTH + " deep");
    }
    Map<String, String> place = new HashMap<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = WireFormat.getTagFieldNumber(tag);
      boolean message = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      Kind inner = FIELDS.get(kind).get(field);
      if (message && inner != null) {
        int outer = in.pushLimit(in.readRawVarint32());
        walk(inner, depth + 1);
        if (in.getBytesUntilLimit() != 0) {
          throw new InvalidProtocolBufferException("it ends inside its " + inner);
        }
        in.popLimit(outer);
      } else if (message
          && kind == Kind.TENSOR
          && field == TensorProto.EXTERNAL_DATA_FIELD_NUMBER) {
        StringStringEntryProto entry =
            in.readMessage(
                StringStringEntryProto.parser(), ExtensionRegistryLite.getEmptyRegistry());
        if (entry.getKey().equals("location")) {
          requireName(entry.getValue());
        }
        place.put(entry.getKey(), entry.getValue());
      } else {
        in.skipField(tag);
      }
    }
    if (!place.isEmpty()) {
      requireWhole(place);
    }
  }

  private void requireName(String location) {
    if (!location.matches("[^/\\\\:*\\p{Cntrl}]+")
        || location.equals("..")
        || location.equals(".")) {
      throw InvalidInputException.in(
          file,
          "says that its weights are in \""
              + location
              + "\"; only a file beside the model is read, named without its folder");
    }
  }

  private void requireWhole(Map<String, String> place) throws IOException {
    Path data = file.resolveSibling(place.getOrDefault("location", ""));
    if (!Files.isRegularFile(data)) {
      throw InvalidInputException.in(
          file, "its weights are in " + data + ", which is missing; both files belong together");
    }
    Path folder = file.toAbsolutePath().getParent().toRealPath();
    if (!data.toRealPath().startsWith(folder)) {
      throw InvalidInputException.in(
          file,
          "its weights are in "
              + data
              + ", a symbolic link out of its folder, to "
              + data.toRealPath()
              + "; copy that file here");
    }
    long end = number(place, "offset") + number(place, "length");
    if (Files.size(data) < end) {
      throw InvalidInputException.in(
          file,
          "its weights are in "
              + data
              + ", which is truncated: expected "
              + end
              + " bytes or more; found "
              + Files.size(data));
    }
  }

  private long number(Map<String, String> place, String key) {
    String text = place.getOrDefault(key, "0");
    if (!text.matches("\\d{1,18}")) {
      throw InvalidInputException.in(
          file, "the " + key + " of its weights should be a number of bytes; found " + text);
    }
    return Long.parseLong(text);
  }
}
