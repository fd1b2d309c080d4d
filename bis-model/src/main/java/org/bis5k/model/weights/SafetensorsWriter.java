package org.bis5k.model.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;

/**
 * Writes the safetensors format. The header lists the tensors in the order given; their bytes are
 * laid out by falling element size, so that each lies at a multiple of its element's size, and in
 * the order given among equals. Spaces pad the header to a multiple of eight bytes. Equal weights
 * and metadata give equal bytes.
 */
final class SafetensorsWriter {

  private static final String METADATA = "__metadata__";

  private SafetensorsWriter() {}

  static void write(WeightFile weights, Path file) {
    if (weights.tensors().containsKey(METADATA)) {
      throw InvalidInputException.in(
          file, "a tensor named " + METADATA + " cannot be written as safetensors");
    }
    List<Map.Entry<String, Tensor>> byPlace = new ArrayList<>(weights.tensors().entrySet());
    byPlace.sort(Comparator.comparingInt(entry -> -entry.getValue().type().bytes()));
    Map<String, Long> offsets = new HashMap<>();
    long end = 0;
    for (Map.Entry<String, Tensor> entry : byPlace) {
      offsets.put(entry.getKey(), end);
      end += entry.getValue().byteCount();
    }
    AtomicFile.writeDurably(
        file,
        channel -> {
          AtomicFile.writeFully(channel, header(weights, offsets, file));
          for (Map.Entry<String, Tensor> entry : byPlace) {
            writeData(channel, entry.getValue());
          }
        });
  }

  private static void writeData(FileChannel channel, Tensor tensor) throws IOException {
    AtomicFile.writeFully(channel, tensor.data());
  }

  private static ByteBuffer header(WeightFile weights, Map<String, Long> offsets, Path file)
      throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      if (!weights.metadata().isEmpty()) {
        json.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> entry : weights.metadata().entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      for (Map.Entry<String, Tensor> entry : weights.tensors().entrySet()) {
        writeEntry(json, entry.getKey(), entry.getValue(), offsets.get(entry.getKey()));
      }
      json.writeEndObject();
    }
    while (text.size() % 8 != 0) {
      text.write(' ');
    }
    if (text.size() > SafetensorsReader.MAX_HEADER) {
      throw InvalidInputException.in(
          file, "names and metadata would need a header of " + text.size() + " bytes");
    }
    ByteBuffer header = ByteBuffer.allocate(8 + text.size()).order(ByteOrder.LITTLE_ENDIAN);
    return header.putLong(text.size()).put(text.toByteArray()).flip();
  }

  private static void writeEntry(JsonGenerator json, String name, Tensor tensor, long begin)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("dtype", tensor.type().name());
    json.writeFieldName("shape");
    long[] shape = tensor.shape();
    json.writeArray(shape, 0, shape.length);
    json.writeFieldName("data_offsets");
    json.writeArray(new long[] {begin, begin + tensor.byteCount()}, 0, 2);
    json.writeEndObject();
  }
}
