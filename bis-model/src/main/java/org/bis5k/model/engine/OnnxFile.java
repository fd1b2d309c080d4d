package org.bis5k.model.engine;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bis5k.data.AtomicFile;

/**
 * Writes a model with one weight in memory at a time: a protobuf message states its length before
 * its content, and the lengths are known without the values.
 */
final class OnnxFile {

  /** Smaller tensors stay in the model. */
  private static final int SMALL = 1024;

  /** Where tensors begin in the second file, so that it can be mapped into memory. */
  private static final int PAGE = 4096;

  private static final int CHUNK = 1 << 14;

  private final ModelProto header;
  private final GraphProto graph;
  private final List<OnnxWeight> weights;
  private final long externalAbove;

  OnnxFile(ModelProto header, OnnxNodes nodes, long externalAbove) {
    this.header = header;
    this.graph = nodes.graph("BCSNet");
    this.weights = nodes.weights();
    this.externalAbove = externalAbove;
  }

  List<Path> write(Path file) {
    long graphBytes = graph.getSerializedSize();
    for (OnnxWeight weight : weights) {
      graphBytes += field(GraphProto.INITIALIZER_FIELD_NUMBER, bytes(weight));
    }
    if (header.getSerializedSize() + field(ModelProto.GRAPH_FIELD_NUMBER, graphBytes)
        > externalAbove) {
      return writeBoth(file);
    }
    long content = graphBytes;
    AtomicFile.write(file, out -> writeWhole(content, out));
    return List.of(file);
  }

  /** Returns the bytes that a field takes with its tag and length. */
  private static long field(int number, long content) {
    return CodedOutputStream.computeTagSize(number)
        + CodedOutputStream.computeUInt64SizeNoTag(content)
        + content;
  }

  private static long bytes(OnnxWeight weight) {
    return weight.description().build().getSerializedSize()
        + field(TensorProto.RAW_DATA_FIELD_NUMBER, weight.bytes());
  }

  private void writeWhole(long graphBytes, OutputStream target) throws IOException {
    CodedOutputStream out = CodedOutputStream.newInstance(target);
    header.writeTo(out);
    begin(ModelProto.GRAPH_FIELD_NUMBER, graphBytes, out);
    graph.writeTo(out);
    for (OnnxWeight weight : weights) {
      begin(GraphProto.INITIALIZER_FIELD_NUMBER, bytes(weight), out);
      weight.description().build().writeTo(out);
      begin(TensorProto.RAW_DATA_FIELD_NUMBER, weight.bytes(), out);
      writeValues(weight, (bytes, length) -> out.writeRawBytes(bytes, 0, length));
    }
    out.flush();
  }

  private static void begin(int number, long length, CodedOutputStream out) throws IOException {
    out.writeTag(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt64NoTag(length);
  }

  private List<Path> writeBoth(Path file) {
    Path data = file.resolveSibling(file.getFileName() + ".data");
    List<OnnxWeight> outside = new ArrayList<>();
    GraphProto.Builder described = graph.toBuilder();
    long offset = 0;
    for (OnnxWeight weight : weights) {
      TensorProto.Builder tensor = weight.description();
      if (weight.bytes() < SMALL) {
        ByteBuffer raw = little((int) weight.bytes());
        raw.asFloatBuffer().put(weight.values());
        tensor.setRawData(ByteString.copyFrom(raw));
      } else {
        tensor
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(entry("location", data.getFileName().toString()))
            .addExternalData(entry("offset", Long.toString(offset)))
            .addExternalData(entry("length", Long.toString(weight.bytes())));
        outside.add(weight);
        offset += padded(weight.bytes());
      }
      described.addInitializer(tensor);
    }
    AtomicFile.write(data, out -> writeOutside(outside, out));
    ModelProto model = header.toBuilder().setGraph(described).build();
    AtomicFile.write(file, model::writeTo);
    return List.of(data, file);
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private static long padded(long bytes) {
    return (bytes + PAGE - 1) / PAGE * PAGE;
  }

  private static void writeOutside(List<OnnxWeight> weights, OutputStream out) throws IOException {
    for (OnnxWeight weight : weights) {
      writeValues(weight, (bytes, length) -> out.write(bytes, 0, length));
      out.write(new byte[(int) (padded(weight.bytes()) - weight.bytes())]);
    }
  }

  private interface Sink {
    void write(byte[] bytes, int length) throws IOException;
  }

  private static void writeValues(OnnxWeight weight, Sink sink) throws IOException {
    float[] values = weight.values();
    ByteBuffer chunk = little(CHUNK * Float.BYTES);
    for (int from = 0; from < values.length; from += CHUNK) {
      int count = Math.min(CHUNK, values.length - from);
      chunk.asFloatBuffer().put(values, from, count);
      sink.write(chunk.array(), count * Float.BYTES);
    }
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
