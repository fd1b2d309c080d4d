package org.bis5k.train.predict;

import java.nio.file.Path;
import org.bis5k.data.GreyImage;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.train.config.PredictionMode;

/**
 * The prediction of one image by the test protocol: logits resized to the image's own size
 * (bilinear, corners aligned), sigmoid, and a stretch to [0, 1] over the image, all in float32.
 * Because of the stretch, probabilities are relative to the image: its least tumour-like pixel has
 * 0 and its most tumour-like pixel 1, even in an image without tumour. A constant map becomes 0.
 */
public final class Prediction {

  private final Size size;
  private final float[] values;

  private Prediction(Size size, float[] values) {
    this.size = size;
    this.values = values;
  }

  /**
   * The prediction of one map of logits.
   *
   * @param logits N x 1 x H x W logits
   * @param index of the map, 0 to N - 1
   * @param from H and W of the logits
   * @param to height and width of the image
   * @return the prediction
   * @throws IllegalArgumentException if the logits have no such map
   */
  public static Prediction of(float[] logits, int index, Size from, Size to) {
    if (index < 0 || logits.length < (index + 1) * from.pixels()) {
      throw new IllegalArgumentException(
          logits.length + " logits hold no map " + index + " of " + from);
    }
    int offset = Math.toIntExact(index * from.pixels());
    float[] values = PredictionKernels.resize(logits, offset, from, to);
    PredictionKernels.sigmoid(values);
    PredictionKernels.stretch(values);
    return new Prediction(to, values);
  }

  /**
   * Height and width of the prediction.
   *
   * @return the size of the image
   */
  public Size size() {
    return size;
  }

  /**
   * The stretched probabilities, not copied.
   *
   * @return height x width values in [0, 1]
   */
  public float[] values() {
    return values;
  }

  /**
   * The binary prediction.
   *
   * @return 255 where the value is above 0.5, else 0
   */
  public GreyImage thresholded() {
    return GreyImage.of(size, PredictionKernels.threshold(values));
  }

  /**
   * The prediction in 256 levels.
   *
   * @return floor(255 p)
   */
  public GreyImage map() {
    return GreyImage.of(size, PredictionKernels.levels(values));
  }

  /**
   * Saves the prediction. The file is written whole or not at all.
   *
   * @param mode the content of the file
   * @param image the predicted image, whose colours {@link PredictionMode#RGBA} saves too
   * @param png the file to write
   * @throws org.bis5k.data.InvalidInputException if it cannot be written
   */
  public void save(PredictionMode mode, RgbImage image, Path png) {
    switch (mode) {
      case THRESHOLD -> ImageFiles.write(thresholded(), png);
      case MAP -> ImageFiles.write(map(), png);
      case RGBA -> ImageFiles.writeRgba(image, map(), png);
    }
  }
}
