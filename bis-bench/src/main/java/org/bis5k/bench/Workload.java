package org.bis5k.bench;

import java.util.SplittableRandom;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.model.network.BcsNetOptions;

/**
 * The width of a network and the size and number of its images.
 *
 * @param divisor what divides the released widths: 1, 2, 4, 8 or 16
 * @param side height and width of the images
 * @param batch the number of images
 */
public record Workload(int divisor, int side, int batch) {

  /**
   * Reads a workload.
   *
   * @param text three numbers with blanks or colons between, for example {@code 8:128:4}
   * @return the workload
   * @throws InvalidInputException if the text is of another form
   */
  public static Workload parse(String text) {
    if (!text.strip().matches("\\d{1,2}[ :]\\d{2,5}[ :]\\d{1,3}")) {
      throw new InvalidInputException(
          "expected width divisor, side and batch such as 8:128:4; found '" + text + "'");
    }
    String[] parts = text.strip().split("[ :]");
    return new Workload(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  /**
   * The network's options.
   *
   * @return its width, seed 0
   */
  public BcsNetOptions options() {
    return BcsNetOptions.ofWidth(divisor);
  }

  /**
   * The images' size.
   *
   * @return a square
   */
  public Size size() {
    return Size.square(side);
  }

  /** Random images, batch x 3 x side x side, the same ones each time. */
  float[] images() {
    SplittableRandom random = new SplittableRandom(1);
    float[] images = new float[Math.toIntExact(3L * batch * side * side)];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextDouble(-2, 2);
    }
    return images;
  }

  /** Masks of stripes, batch x 1 x side x side. */
  float[] masks() {
    float[] masks = new float[batch * side * side];
    for (int i = 0; i < masks.length; i++) {
      masks[i] = i / 1000 % 2;
    }
    return masks;
  }

  /** For example {@code d=8, 128x128, batch 4}. */
  @Override
  public String toString() {
    return "d=" + divisor + ", " + side + "x" + side + ", batch " + batch;
  }
}
