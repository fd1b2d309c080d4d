package org.bis5k.model.engine;

import java.nio.file.Path;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.model.BcsNet;

/**
 * A trained network as segmentation needs it: normalised images in, logits of the prediction out,
 * whatever computes them. Use from one thread at a time.
 */
public interface Segmenter extends AutoCloseable {

  /**
   * The logits of the prediction.
   *
   * @param images count x 3 x H x W normalised floats (NCHW); left alone
   * @param count the number of images, at least 1
   * @param size H and W, multiples of 16
   * @return count x 1 x H x W logits of the network's first output
   * @throws InvalidInputException if the network does not take that size
   * @throws IllegalArgumentException if there are more or fewer values than count and size say
   */
  float[] logits(float[] images, int count, Size size);

  /**
   * What computes, and why it was chosen.
   *
   * @return one line that begins with {@code dl4j} or {@code onnx}
   */
  String engine();

  /** Frees the native memory. */
  @Override
  void close();

  /**
   * A network of this process, computed by DL4J.
   *
   * @param network the network; closing the segmenter leaves it open
   * @return the segmenter
   */
  static Segmenter of(BcsNet network) {
    return Dl4jSegmenter.borrowing(network);
  }

  /**
   * The network of a file, on a GPU where ONNX Runtime finds one.
   *
   * @param file a {@code .onnx} file, or weights as {@link BcsNet#load} takes them
   * @param engine what shall compute
   * @return the segmenter
   * @throws InvalidInputException if the file cannot be used, or not by this engine
   */
  static Segmenter open(Path file, SegmenterEngine engine) {
    return open(file, engine, SegmenterDevice.AUTO);
  }

  /**
   * The network of a file.
   *
   * @param file a {@code .onnx} file, or weights as {@link BcsNet#load} takes them
   * @param engine what shall compute
   * @param device where ONNX Runtime shall compute; DL4J knows no choice but refuses a GPU that its
   *     build does not use
   * @return the segmenter
   * @throws InvalidInputException if the file cannot be used, or not by this engine, or not on this
   *     device
   */
  static Segmenter open(Path file, SegmenterEngine engine, SegmenterDevice device) {
    return EngineChoice.open(file, engine, device);
  }
}
