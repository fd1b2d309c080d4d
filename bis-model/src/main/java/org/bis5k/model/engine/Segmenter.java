package org.bis5k.model.engine;

import java.nio.file.Path;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.model.BcsNet;
import org.bis5k.model.LogitFunction;

/**
 * A trained network as prediction needs it: normalised images in, logits out, whichever engine
 * computes them. Use from one thread at a time.
 */
public interface Segmenter extends LogitFunction, AutoCloseable {

  /**
   * Computes the logits of the prediction, the network's first output.
   *
   * @param images normalised images, count x 3 x H x W float32 (NCHW); not changed
   * @param count the number of images, at least 1
   * @param size H and W, multiples of 16
   * @return count x 1 x H x W float32 logits, before the sigmoid
   * @throws InvalidInputException if the network does not take that size
   * @throws IllegalArgumentException if the number of values is not 3 x count x H x W
   */
  @Override
  float[] logits(float[] images, int count, Size size);

  /**
   * Tells what computes, and why it was chosen.
   *
   * @return one line that begins with {@code dl4j} or {@code onnx}
   */
  String engine();

  /** Frees the native memory. */
  @Override
  void close();

  /**
   * Returns a segmenter that computes a network in memory by DL4J.
   *
   * @param network the network; closing the segmenter leaves it open
   * @return the segmenter
   */
  static Segmenter of(BcsNet network) {
    return Dl4jSegmenter.borrowing(network);
  }

  /**
   * Opens the network of a file.
   *
   * @param file an ONNX model ({@code .onnx}), or weights ({@code .pth}, {@code .safetensors})
   * @param options engine and device
   * @return the segmenter
   * @throws InvalidInputException if the file cannot be used, or not by this engine or on this
   *     device
   */
  static Segmenter open(Path file, SegmenterOptions options) {
    try (NetworkFile network = NetworkFile.open(file)) {
      return open(network, options);
    }
  }

  /**
   * Opens the network of a file that is open already.
   *
   * @param file the file; it may be closed as soon as this method returns
   * @param options engine and device
   * @return the segmenter
   * @throws InvalidInputException if the file cannot be used, or not by this engine or on this
   *     device
   */
  static Segmenter open(NetworkFile file, SegmenterOptions options) {
    return EngineChoice.open(file, options);
  }
}
