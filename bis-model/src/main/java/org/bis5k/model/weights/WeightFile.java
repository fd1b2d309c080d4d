package org.bis5k.model.weights;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.bis5k.data.InvalidInputException;

/**
 * Named tensors in a fixed order and string metadata: what a weight file holds. Names are those of
 * the released PyTorch checkpoints ("state-dict keys"). Immutable.
 */
public final class WeightFile {

  private final Map<String, Tensor> tensors;
  private final Map<String, String> metadata;

  private WeightFile(Map<String, Tensor> tensors, Map<String, String> metadata) {
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * Weights from memory.
   *
   * @param tensors the tensors by name, in the order to keep
   * @param metadata strings about them, such as their provenance; may be empty
   * @return the weights
   */
  public static WeightFile of(Map<String, Tensor> tensors, Map<String, String> metadata) {
    tensors.forEach(WeightFile::requireBoth);
    metadata.forEach(WeightFile::requireBoth);
    return new WeightFile(tensors, metadata);
  }

  private static void requireBoth(String key, Object value) {
    Objects.requireNonNull(key, "A name is null");
    Objects.requireNonNull(value, key);
  }

  /**
   * Reads a weight file; its first bytes, not its name, tell the format: safetensors, or PyTorch's
   * zip or legacy container. Tensors of files above 1 MiB are read where they are used; such a file
   * stays open as long as one of them is referred to, and must not be changed in place. Deleting or
   * replacing it does no harm.
   *
   * <p>A PyTorch file is interpreted into inert data: nothing in it runs, and a pickle that asks
   * for anything but tensors and plain values is refused. Of a checkpoint with more than a state
   * dictionary, the tensors of the state dictionary are kept, without a prefix {@code module.}; the
   * metadata {@code source.container}, {@code source.dictionary}, {@code source.prefix} and {@code
   * source.ignored} tell what was found and left out.
   *
   * @param file a safetensors file or a PyTorch checkpoint
   * @return its tensors, in the file's order, and its metadata
   * @throws InvalidInputException if the file is missing, of another format, truncated or damaged
   */
  public static WeightFile read(Path file) {
    FileBytes bytes = FileBytes.open(file);
    try {
      return read(bytes);
    } catch (InvalidInputException e) {
      bytes.close();
      throw e;
    }
  }

  static WeightFile read(FileBytes bytes) {
    ByteBuffer start = bytes.slice(0, Math.min(16, bytes.size()), "The start");
    if (SafetensorsReader.accepts(start)) {
      return SafetensorsReader.read(bytes);
    }
    if (ZipCheckpointReader.accepts(start)) {
      return ZipCheckpointReader.read(bytes);
    }
    if (LegacyCheckpointReader.accepts(start)) {
      return LegacyCheckpointReader.read(bytes);
    }
    byte[] found = new byte[start.remaining()];
    start.get(found);
    throw bytes.fault(
        "is no weight file: expected .safetensors or .pth; found "
            + (found.length == 0
                ? "an empty file"
                : "the first bytes \""
                    + new String(found, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".")
                    + "\""));
  }

  /**
   * Writes the weights; the file is complete or absent, never half written. A {@code .pth} file is
   * PyTorch's zip container and holds at most 4 GiB.
   *
   * @param file the target, ending in {@code .safetensors} or {@code .pth}; replaced if it exists
   * @throws InvalidInputException if the name ends otherwise, or the file cannot be written
   */
  public void write(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".safetensors")) {
      SafetensorsWriter.write(this, file);
    } else if (name.endsWith(".pth")) {
      ZipCheckpointWriter.write(this, file);
    } else {
      throw InvalidInputException.in(
          file, "expected a name that ends in .safetensors or .pth; the ending chooses the format");
    }
  }

  /**
   * The tensors by name.
   *
   * @return an unmodifiable map that iterates in the file's order
   */
  public Map<String, Tensor> tensors() {
    return tensors;
  }

  /**
   * What the file says about itself: provenance, and how it was read.
   *
   * @return an unmodifiable map, possibly empty
   */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * The same tensors with other metadata.
   *
   * @param other the metadata that replaces the present one
   * @return new weights; the tensors are shared
   */
  public WeightFile withMetadata(Map<String, String> other) {
    return of(tensors, other);
  }
}
