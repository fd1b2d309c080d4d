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
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bis5k.model.weights.FileBytes;

/**
 * Reads an ONNX model once as a stream, before a runtime opens it: collects its metadata and checks
 * the places of weights outside the file. Elements of tensors are skipped, so that memory does not
 * grow with the model.
 *
 * <p>Work and memory are bounded whatever the file says: messages nest at most 100 deep, the graph
 * has at most 20 million fields, the metadata at most 10,000 entries of 64 MiB together, and each
 * place of a tensor at most 64 KiB. Protobuf's groups, which ONNX does not use, are refused.
 */
final class OnnxModelReader {

  /** The messages that can hold a tensor. */
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

  /** The fields of each message that lead to a tensor. */
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
  private static final int MAX_FIELDS = 20_000_000;
  private static final int MAX_ENTRIES = 10_000;
  private static final int MAX_METADATA = 64 << 20;
  private static final int MAX_PLACE = 64 << 10;

  private final FileBytes file;
  private final CodedInputStream in;
  private final OnnxExternalData external;
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private int fields;
  private int entries;
  private int metadataLeft = MAX_METADATA;

  private OnnxModelReader(FileBytes file) {
    this.file = file;
    this.in = CodedInputStream.newInstance(file.stream());
    this.external = new OnnxExternalData(file);
  }

  /**
   * Reads a model.
   *
   * @return its metadata in the file's order
   * @throws org.bis5k.data.InvalidInputException if it is no ONNX model, leaves a bound, or its
   *     weights lie elsewhere or are not all there
   */
  static Map<String, String> metadata(FileBytes file) {
    OnnxModelReader reader = new OnnxModelReader(file);
    try {
      reader.walk(Kind.MODEL, 0);
    } catch (IOException e) {
      throw file.fault("is no ONNX model, or is truncated: " + e.getMessage(), e);
    }
    return Collections.unmodifiableMap(reader.metadata);
  }

  /** Reads a message to its end. */
  private void walk(Kind kind, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw file.fault("nests graphs more than " + MAX_DEPTH + " deep");
    }
    OnnxExternalData.Place place = new OnnxExternalData.Place();
    for (int tag = nextTag(); tag != 0; tag = nextTag()) {
      int field = WireFormat.getTagFieldNumber(tag);
      boolean message = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      Kind inner = FIELDS.get(kind).get(field);
      if (message && inner != null) {
        int outer = in.pushLimit(in.readRawVarint32());
        walk(inner, depth + 1);
        end(outer, inner);
      } else if (message
          && kind == Kind.TENSOR
          && field == TensorProto.EXTERNAL_DATA_FIELD_NUMBER) {
        entry(MAX_PLACE, "The place of a tensor", (key, value) -> external.add(place, key, value));
      } else if (message && kind == Kind.MODEL && field == ModelProto.METADATA_PROPS_FIELD_NUMBER) {
        metadataEntry();
      } else {
        in.skipField(tag);
      }
    }
    external.requireWhole(place);
  }

  private int nextTag() throws IOException {
    if (++fields > MAX_FIELDS) {
      throw file.fault("its graph has more than " + MAX_FIELDS + " fields");
    }
    int tag = in.readTag();
    int type = WireFormat.getTagWireType(tag);
    if (type == WireFormat.WIRETYPE_START_GROUP || type == WireFormat.WIRETYPE_END_GROUP) {
      throw new InvalidProtocolBufferException("it has a group, which ONNX does not use");
    }
    return tag;
  }

  private void end(int outerLimit, Object what) throws IOException {
    if (in.getBytesUntilLimit() != 0) {
      throw new InvalidProtocolBufferException("it ends inside its " + what);
    }
    in.popLimit(outerLimit);
  }

  private void metadataEntry() throws IOException {
    if (++entries > MAX_ENTRIES) {
      throw file.fault("its metadata has more than " + MAX_ENTRIES + " entries");
    }
    metadataLeft -= entry(metadataLeft, "An entry of its metadata", metadata::put);
  }

  /** Takes an entry of two strings. */
  private interface Entry {
    void accept(String key, String value);
  }

  /** Reads an entry and returns its length in bytes. */
  private int entry(int most, String what, Entry target) throws IOException {
    int length = in.readRawVarint32();
    if (length > most) {
      throw file.fault("%s takes %d bytes; at most %d are read".formatted(what, length, most));
    }
    int outer = in.pushLimit(length);
    String key = "";
    String value = "";
    for (int tag = nextTag(); tag != 0; tag = nextTag()) {
      boolean text = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      switch (text ? WireFormat.getTagFieldNumber(tag) : -1) {
        case StringStringEntryProto.KEY_FIELD_NUMBER -> key = in.readString();
        case StringStringEntryProto.VALUE_FIELD_NUMBER -> value = in.readString();
        default -> in.skipField(tag);
      }
    }
    end(outer, "metadata");
    target.accept(key, value);
    return length;
  }
}
