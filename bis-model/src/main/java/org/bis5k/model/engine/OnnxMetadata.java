package org.bis5k.model.engine;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bis5k.data.InvalidInputException;

/** Reads the metadata of an ONNX model, however large its weights are. */
final class OnnxMetadata {

  private static final int ENTRY =
      ModelProto.METADATA_PROPS_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

  private OnnxMetadata() {}

  static Map<String, String> read(Path file) {
    Map<String, String> metadata = new LinkedHashMap<>();
    try (InputStream bytes = Files.newInputStream(file)) {
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (tag == ENTRY) {
          StringStringEntryProto entry =
              in.readMessage(
                  StringStringEntryProto.parser(), ExtensionRegistryLite.getEmptyRegistry());
          metadata.put(entry.getKey(), entry.getValue());
        } else {
          in.skipField(tag);
        }
      }
    } catch (NoSuchFileException e) {
      throw InvalidInputException.in(file, "there is no such ONNX file", e);
    } catch (IOException e) {
      throw InvalidInputException.in(
          file, "is no ONNX model, or is truncated: " + e.getMessage(), e);
    }
    return Collections.unmodifiableMap(metadata);
  }
}
