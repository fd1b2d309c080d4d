package org.bis5k.metrics;

import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.Size;

/** Small images written as text: one digit 0-9 or letter per pixel, rows separated by slashes. */
public final class Pictures {

  private Pictures() {}

  /** '.' is 0, '#' is 255, 'g' is 128, 'd' is 127, 'q' is 64. */
  public static GreyImage grey(String rows) {
    String[] lines = rows.split("/");
    byte[] samples = new byte[lines.length * lines[0].length()];
    int at = 0;
    for (String line : lines) {
      for (char c : line.toCharArray()) {
        samples[at++] =
            (byte)
                switch (c) {
                  case '.' -> 0;
                  case '#' -> 255;
                  case 'g' -> 128;
                  case 'd' -> 127;
                  case 'q' -> 64;
                  default -> throw new IllegalArgumentException("pixel " + c);
                };
      }
    }
    return GreyImage.of(new Size(lines.length, lines[0].length()), samples);
  }

  public static Mask mask(String rows) {
    return Mask.of(grey(rows));
  }

  public static ImageMeasurement score(Profile profile, String prediction, String truth) {
    return ImageMeasurement.of("image", grey(prediction), mask(truth), profile);
  }
}
