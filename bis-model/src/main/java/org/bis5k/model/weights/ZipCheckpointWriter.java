package org.bis5k.model.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;

/**
 * Writes PyTorch's zip container, which {@code torch.load} opens as an ordered dictionary of
 * tensors. Metadata travel in an entry of their own that PyTorch leaves alone.
 */
final class ZipCheckpointWriter {

  private static final String ROOT = "archive/";

  /** Headers, names and padding of an entry take less than this. */
  private static final int ENTRY_OVERHEAD = 256;

  private ZipCheckpointWriter() {}

  static void write(WeightFile weights, Path file) {
    List<String> names = List.copyOf(weights.tensors().keySet());
    List<Tensor> tensors = List.copyOf(weights.tensors().values());
    long length = tensors.stream().mapToLong(t -> t.byteCount() + ENTRY_OVERHEAD).sum();
    if (length > ZipWriter.MAX_LENGTH || names.size() > ZipWriter.MAX_ENTRIES - 4) {
      throw InvalidInputException.in(
          file,
          names.size()
              + " tensors of "
              + length
              + " bytes are too many for a .pth file (4 GiB, 65531 tensors); write .safetensors");
    }
    AtomicFile.writeDurably(
        file,
        channel -> {
          ZipWriter zip = new ZipWriter(channel);
          zip.add(ROOT + "data.pkl", ByteBuffer.wrap(PickleWriter.stateDictionary(names, tensors)));
          zip.add(ROOT + "byteorder", text("little"));
          for (int i = 0; i < tensors.size(); i++) {
            zip.add(ROOT + "data/" + i, tensors.get(i).data());
          }
          zip.add(ROOT + "version", text("3\n"));
          if (!weights.metadata().isEmpty()) {
            zip.add(ROOT + ZipCheckpointReader.METADATA_ENTRY, json(weights.metadata()));
          }
          zip.finish();
        });
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static ByteBuffer json(Map<String, String> metadata) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      for (Map.Entry<String, String> entry : metadata.entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }
}
