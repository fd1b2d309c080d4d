package org.bis5k.examples;

import java.nio.file.Path;
import org.bis5k.train.Predictor;

/** Predicts one image. */
public final class PredictExample {

  private PredictExample() {}

  /**
   * Writes the mask that a network predicts.
   *
   * @param arguments a weight file, an image, and the PNG to write
   */
  public static void main(String[] arguments) {
    run(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
  }

  /**
   * Predicts one image by the test protocol.
   *
   * @param weights a BCSNet's weights; prepared as its own run did, or as released
   * @param image the image
   * @param png where to write the prediction, at the image's own size
   */
  public static void run(Path weights, Path image, Path png) {
    try (Predictor predictor = Predictor.open(weights)) {
      predictor.predict(image, png);
    }
  }
}
