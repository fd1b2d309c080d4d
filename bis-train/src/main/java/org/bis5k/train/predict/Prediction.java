package org.bis5k.train.predict;

import java.nio.file.Path;
import org.bis5k.data.GreyImage;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.train.config.PredictionMode;

/**
 * The prediction for one image by the test protocol: logits resized to the image's own size
 * (bilinear, corners aligned), sigmoid, and a stretch to [0, 1] over the image, all in float32. The
 * stretch makes it relative: every image has a most and a least tumour-like pixel.
 */
public final class Prediction {

  private final Size size;
  private final float[] values;

  private Prediction(Size size, float[] values) {
    this.size = size;
    this.values = values;
  }

  /**
   * Turns one map of logits into a prediction.
   *
   * @param logits N x 1 x H x W logits
   * @param index which of the N
   * @param from H and W
   * @param to the image's own size
   * @return the prediction
   * @throws IllegalArgumentException if the logits do not hold that map
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
   * Height and width.
   *
   * @return the image's own size
   */
  public Size size() {
    return size;
  }

  /**
   * The stretched probabilities themselves, not a copy.
   *
   * @return height x width values in [0, 1]
   */
  public float[] values() {
    return values;
  }

  /**
   * The thresholded prediction.
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
   * Saves the prediction; the file is whole or absent.
   *
   * @param mode what to save
   * @param image the image predicted, whose colours {@link PredictionMode#RGBA} keeps
   * @param png the target
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
