package org.bis5k.model.engine;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.weights.FileBytes;
import org.bis5k.model.weights.WeightFile;

/**
 * An open file with a trained network: weights ({@code .pth}, {@code .safetensors}) or an ONNX
 * model ({@code .onnx}). What a program needs to know of it (metadata, checksum) comes from the
 * same open file that {@link Segmenter#open(NetworkFile, SegmenterOptions)} computes. ONNX Runtime
 * alone opens an ONNX model a second time, because it takes a path.
 */
public final class NetworkFile implements AutoCloseable {

  private final FileBytes bytes;
  private final Optional<WeightFile> weights;
  private final Map<String, String> metadata;

  private NetworkFile(FileBytes bytes, Optional<WeightFile> weights, Map<String, String> metadata) {
    this.bytes = bytes;
    this.weights = weights;
    this.metadata = metadata;
  }

  /**
   * Opens a file. The ending {@code .onnx} tells an ONNX model, because that format has no mark of
   * its own; the first bytes tell the formats of weights apart.
   *
   * @param file an ONNX model, a safetensors file or a PyTorch checkpoint
   * @return the open file
   * @throws InvalidInputException if the file is missing, of another format, truncated or damaged,
   *     or if it is an ONNX model whose weights lie in files other than those beside it
   */
  public static NetworkFile open(Path file) {
    FileBytes bytes = FileBytes.open(file);
    if (!OnnxExport.isOnnx(file)) {
      WeightFile weights = WeightFile.open(bytes);
      return new NetworkFile(bytes, Optional.of(weights), weights.metadata());
    }
    try {
      return new NetworkFile(bytes, Optional.empty(), OnnxModelReader.metadata(bytes));
    } catch (InvalidInputException e) {
      bytes.close();
      throw e;
    }
  }

  /**
   * Tells which file was opened.
   *
   * @return the path that it was opened by
   */
  public Path path() {
    return bytes.file();
  }

  /**
   * Tells which kind of file this is.
   *
   * @return true for an ONNX model, false for weights
   */
  public boolean isOnnx() {
    return weights.isEmpty();
  }

  /**
   * Returns the weights; they are closed with this file.
   *
   * @return the tensors and metadata; empty for an ONNX model
   */
  public Optional<WeightFile> weights() {
    return weights;
  }

  /**
   * Returns what the file says about itself.
   *
   * @return an immutable map in the file's order, possibly empty
   */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * Computes the checksum of the open file: once, however often it is asked for. An ONNX model's
   * second file of weights is not part of it.
   *
   * @return SHA-256 of all bytes of the file, 64 lower-case hexadecimal digits
   * @throws InvalidInputException if the file became shorter or cannot be read
   */
  public String sha256() {
    return bytes.sha256();
  }

  /** Closes the file and its weights; closing it again does nothing. */
  @Override
  public void close() {
    bytes.close();
  }
}
