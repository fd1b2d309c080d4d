package org.bis5k.model.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bis5k.data.InvalidInputException;

/** An exported model in the system's folder for temporary files; closing it deletes the file. */
final class TemporaryModel implements AutoCloseable {

  private final Path folder;
  private final Path file;

  private TemporaryModel(Path folder) {
    this.folder = folder;
    this.file = folder.resolve("network.onnx");
  }

  static TemporaryModel of(OnnxExport export) {
    try {
      TemporaryModel model = new TemporaryModel(Files.createTempDirectory("bis5k"));
      try {
        export.write(model.file);
        return model;
      } catch (RuntimeException e) {
        model.close();
        throw e;
      }
    } catch (IOException e) {
      throw new InvalidInputException(
          "No temporary file can be made for the exported network: " + e, e);
    }
  }

  Path file() {
    return file;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw InvalidInputException.in(folder, "this temporary folder cannot be deleted: " + e, e);
    }
  }
}
