package org.bis5k.train.slide;

import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;

/**
 * A prediction drawn over its image: the probability as a veil whose colour goes from violet over
 * green to yellow (viridis, doi:10.1371/journal.pone.0199239 on such maps and colour vision) and
 * gets denser with it, and the border of the foreground as a dark line beside a white one, which
 * shows on any tissue to any eye.
 */
final class Overlay {

  private static final int[][] VIRIDIS = {
    {68, 1, 84}, {59, 82, 139}, {33, 145, 140}, {94, 201, 98}, {253, 231, 37}
  };
  private static final double DENSEST = 0.5;
  private static final int[] INNER = {0, 0, 0};
  private static final int[] OUTER = {255, 255, 255};

  private Overlay() {}

  /** Draws maps of one size. */
  static RgbImage of(RgbImage image, GreyImage levels, Mask mask) {
    Size size = image.size();
    byte[] samples = image.samples().clone();
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        int at = y * size.width() + x;
        if (!bordersTheOther(mask, y, x)) {
          veil(samples, 3 * at, (levels.samples()[at] & 0xFF) / 255.0);
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

  private static void veil(byte[] samples, int at, double level) {
    double place = level * (VIRIDIS.length - 1);
    int below = Math.min((int) place, VIRIDIS.length - 2);
    double share = place - below;
    double density = DENSEST * level;
    for (int c = 0; c < 3; c++) {
      double colour = (1 - share) * VIRIDIS[below][c] + share * VIRIDIS[below + 1][c];
      double mixed = (1 - density) * (samples[at + c] & 0xFF) + density * colour;
      samples[at + c] = (byte) Math.round(mixed);
    }
  }
}
