package org.bis5k.metrics.report;

import org.bis5k.data.Mask;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;

/**
 * The colours of correct and wrong pixels, from the palette of Okabe and Ito: sky blue, vermilion
 * and yellow differ in hue and lightness with any kind of colour vision. True negatives show the
 * darkened grey image.
 */
enum ErrorColors {
  /** True positives. */
  FOUND(0x56b4e9),
  /** False positives. */
  FALSE_ALARM(0xd55e00),
  /** False negatives. */
  MISSED(0xf0e442);

  /** The opacity of the colour over the image. */
  private static final double SHARE = 0.8;

  /** The brightness of the image at true negatives. */
  private static final double REST = 0.4;

  private final int rgb;

  ErrorColors(int rgb) {
    this.rgb = rgb;
  }

  /** The colour in CSS. */
  String css() {
    return String.format("#%06x", rgb);
  }

  int channel(int index) {
    return rgb >> 16 - 8 * index & 0xff;
  }

  /** The errors of a prediction drawn over the image; all have the same size. */
  static RgbImage overlay(RgbImage image, Mask prediction, Mask truth) {
    Size size = truth.size();
    byte[] samples = new byte[3 * (int) size.pixels()];
    for (int i = 0; i < size.pixels(); i++) {
      int at = 3 * i;
      double grey = grey(image.samples(), at);
      ErrorColors color = of(prediction.at(i), truth.at(i));
      for (int c = 0; c < 3; c++) {
        double value = color == null ? REST * grey : SHARE * color.channel(c) + (1 - SHARE) * grey;
        samples[at + c] = (byte) Math.min(255, Math.round(value));
      }
    }
    return RgbImage.of(size, samples);
  }

  /** The colour of a pixel; null for true negatives. */
  private static ErrorColors of(boolean predicted, boolean truth) {
    if (truth) {
      return predicted ? FOUND : MISSED;
    }
    return predicted ? FALSE_ALARM : null;
  }

  private static double grey(byte[] rgb, int at) {
    return 0.299 * (rgb[at] & 0xff) + 0.587 * (rgb[at + 1] & 0xff) + 0.114 * (rgb[at + 2] & 0xff);
  }
}
