package org.bis5k.train.slide;

import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;

/**
 * Draws a prediction over its image: the probability as a translucent layer in the colours of
 * viridis, violet over green to yellow, whose opacity grows with the probability (on this colour
 * map and colour vision: doi:10.1371/journal.pone.0199239), and the border of the foreground as a
 * black line beside a white one, which is visible on any tissue.
 */
final class Overlay {

  private static final int[][] VIRIDIS = {
    {68, 1, 84}, {59, 82, 139}, {33, 145, 140}, {94, 201, 98}, {253, 231, 37}
  };
  private static final double MOST_OPAQUE = 0.5;
  private static final int[] INNER = {0, 0, 0};
  private static final int[] OUTER = {255, 255, 255};

  private Overlay() {}

  /** The overlay of an image, levels and mask of one size. */
  static RgbImage of(RgbImage image, GreyImage levels, Mask mask) {
    Size size = image.size();
    byte[] samples = image.samples().clone();
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        int at = y * size.width() + x;
        if (!bordersTheOther(mask, y, x)) {
          tint(samples, 3 * at, (levels.samples()[at] & 0xFF) / 255.0);
        } else {
          int[] line = mask.at(at) ? INNER : OUTER;
          for (int c = 0; c < 3; c++) {
            samples[3 * at + c] = (byte) line[c];
          }
        }
      }
    }
    return RgbImage.of(size, samples);
  }

  private static boolean bordersTheOther(Mask mask, int y, int x) {
    int width = mask.size().width();
    int at = y * width + x;
    boolean own = mask.at(at);
    return x > 0 && mask.at(at - 1) != own
        || x < width - 1 && mask.at(at + 1) != own
        || y > 0 && mask.at(at - width) != own
        || y < mask.size().height() - 1 && mask.at(at + width) != own;
  }

  private static void tint(byte[] samples, int at, double level) {
    double place = level * (VIRIDIS.length - 1);
    int below = Math.min((int) place, VIRIDIS.length - 2);
    double share = place - below;
    double opacity = MOST_OPAQUE * level;
    for (int c = 0; c < 3; c++) {
      double colour = (1 - share) * VIRIDIS[below][c] + share * VIRIDIS[below + 1][c];
      double mixed = (1 - opacity) * (samples[at + c] & 0xFF) + opacity * colour;
      samples[at + c] = (byte) Math.round(mixed);
    }
  }
}
