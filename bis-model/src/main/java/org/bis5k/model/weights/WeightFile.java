package org.bis5k.model.weights;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.PlainText;

/**
 * The content of a weight file: named tensors in a fixed order, and metadata of strings. The names
 * are the keys of PyTorch's state dictionaries, as in the released checkpoints. Immutable.
 *
 * <p>Weights come from a file ({@link #open}) or from memory ({@link #of}). An open file belongs to
 * the object that {@code open} returned: close that one, and only after weights made from its
 * tensors are no longer used. Closing weights from memory does nothing.
 *
 * <p>Tensors and metadata are maps, because names and keys are data of the file: no type could list
 * them. Both maps are immutable and iterate in the file's order.
 */
public final class WeightFile implements AutoCloseable {

  private final Map<String, Tensor> tensors;
  private final Map<String, String> metadata;
  private final Optional<FileBytes> bytes;

  private WeightFile(
      Map<String, Tensor> tensors, Map<String, String> metadata, Optional<FileBytes> bytes) {
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    this.bytes = bytes;
  }

  /**
   * Makes weights of tensors and metadata.
   *
   * @param tensors the tensors by name, in the order to keep
   * @param metadata strings about them, such as their provenance; may be empty
   * @return the weights, which belong to no file
   * @throws NullPointerException if a name, tensor, key or value is null
   */
  public static WeightFile of(Map<String, Tensor> tensors, Map<String, String> metadata) {
    tensors.forEach(WeightFile::requireBoth);
    metadata.forEach(WeightFile::requireBoth);
    return new WeightFile(tensors, metadata, Optional.empty());
  }

  private static void requireBoth(String key, Object value) {
    Objects.requireNonNull(key, "A name is null");
    Objects.requireNonNull(value, key);
  }

  /**
   * Opens a weight file. The first bytes, not the name, tell the format: safetensors, or PyTorch's
   * zip or legacy container. Names, shapes and metadata are read now. The elements of a tensor are
   * read each time they are used, except that a file of at most 1 MiB is read as a whole. The file
   * may be deleted or replaced while it is open; it must not be changed in place.
   *
   * <p>A PyTorch file is interpreted as data: nothing in it runs, and a pickle that asks for
   * anything but tensors and plain values is refused. If a checkpoint holds more than a state
   * dictionary, the tensors of the state dictionary are kept, without the prefix {@code module.} of
   * parallel training. The metadata {@code source.container}, {@code source.dictionary}, {@code
   * source.prefix} and {@code source.ignored} tell what was found and left out.
   *
   * @param file a safetensors file or a PyTorch checkpoint
   * @return its content
   * @throws InvalidInputException if the file is missing, of another format, truncated or damaged
   */
  public static WeightFile open(Path file) {
    return open(FileBytes.open(file));
  }

  /**
   * Reads a weight file that is open already.
   *
   * @param bytes the file; closed if it cannot be used, and else with the weights
   * @return its content
   * @throws InvalidInputException if the file is of another format, truncated or damaged
   */
  public static WeightFile open(FileBytes bytes) {
    try {
      WeightFile content = read(bytes);
      return new WeightFile(content.tensors, content.metadata, Optional.of(bytes));
    } catch (InvalidInputException e) {
      bytes.close();
      throw e;
    }
  }

  private static WeightFile read(FileBytes bytes) {
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
    String text = new String(found, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
    throw bytes.fault(
        "is no weight file: expected .safetensors or .pth; found "
            + (text.isEmpty() ? "an empty file" : "the first bytes \"" + text + "\""));
  }

  /**
   * Writes the weights. The file is complete or absent, never half written. A {@code .pth} file is
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
   * Returns the tensors by name.
   *
   * @return an immutable map in the file's order
   */
  public Map<String, Tensor> tensors() {
    return tensors;
  }

  /**
   * Returns what the file says about itself: its provenance, and how it was read.
   *
   * @return an immutable map, possibly empty
   */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * Lists the tensors that hold NaN or an infinite number as float32. All elements are read.
   *
   * @return their names in the file's order; empty if all elements are finite
   * @throws InvalidInputException if the file became shorter or cannot be read
   */
  public List<String> notFinite() {
    return tensors.entrySet().stream()
        .filter(entry -> !entry.getValue().isFinite())
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Converts a tensor to the values that a network computes with.
   *
   * @param name the name of one of these tensors
   * @param source the file it came from, for the message
   * @return its elements as float32, row-major
   * @throws InvalidInputException if an element is NaN, infinite or beyond float32, or the file
   *     cannot be read; the message names file and tensor
   * @throws IllegalArgumentException if no tensor has this name
   */
  public float[] finiteFloats(String name, Path source) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("No tensor has the name " + name);
    }
    float[] values = tensor.toFloats();
    if (!Tensor.areFinite(values)) {
      throw InvalidInputException.in(
          source,
          ("its tensor %s holds NaN or infinite values. The file is damaged or comes from a"
                  + " training that diverged")
              .formatted(PlainText.excerpt(name)));
    }
    return values;
  }

  /**
   * Replaces the metadata.
   *
   * @param other the new metadata
   * @return weights with the same tensors; they belong to no file
   */
  public WeightFile withMetadata(Map<String, String> other) {
    return of(tensors, other);
  }

  /**
   * Tells which file was opened.
   *
   * @return its path; empty for weights from memory
   */
  public Optional<Path> file() {
    return bytes.map(FileBytes::file);
  }

  /**
   * Computes the checksum of the open file: once, however often it is asked for.
   *
   * @return SHA-256 of all bytes of the file, 64 lower-case hexadecimal digits
   * @throws IllegalStateException if the weights come from memory
   * @throws InvalidInputException if the file became shorter or cannot be read
   */
  public String sha256() {
    return bytes
        .orElseThrow(() -> new IllegalStateException("Weights from memory have no file to hash"))
        .sha256();
  }

  /** Closes the file that {@link #open} opened; closing it again does nothing. */
  @Override
  public void close() {
    bytes.ifPresent(FileBytes::close);
  }
}
