package org.bis5k.train.predict;

import java.nio.file.Path;
import java.util.List;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.model.LogitFunction;

/** An image file with its pixels and with the network's normalised input. */
final class PreparedImage {

  private final Path file;
  private final RgbImage image;
  private final Size size;
  private final float[] chw;

  /** {@code chw} holds 3 x H x W normalised values; it is not copied. */
  PreparedImage(Path file, RgbImage image, Size size, float[] chw) {
    this.file = file;
    this.image = image;
    this.size = size;
    this.chw = chw;
  }

  Path file() {
    return file;
  }

  RgbImage image() {
    return image;
  }

  /** Height and width of the network's input. */
  Size size() {
    return size;
  }

  /** The prediction of map {@code index} of the network's logits. */
  Prediction prediction(float[] logits, int index) {
    return Prediction.of(logits, index, size, image.size());
  }

  /** The logits of a batch of images of one input size. */
  static float[] logits(LogitFunction network, List<PreparedImage> images) {
    int length = images.get(0).chw.length;
    float[] nchw = images.get(0).chw;
    if (images.size() > 1) {
      nchw = new float[Math.multiplyExact(images.size(), length)];
      for (int i = 0; i < images.size(); i++) {
        System.arraycopy(images.get(i).chw, 0, nchw, i * length, length);
      }
    }
    return network.logits(nchw, images.size(), images.get(0).size);
  }
}
