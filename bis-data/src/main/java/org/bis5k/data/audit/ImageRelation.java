package org.bis5k.data.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bis5k.data.Orientation;
import org.bis5k.data.Size;

/**
 * How one image comes from another.
 *
 * @param orientation how the first must be turned to lie on the second
 * @param samePixels whether it then has the second's pixels exactly
 * @param from height and width of the first
 * @param to height and width of the second
 * @param correlation Pearson's correlation of the fine details, -1 to 1; 1 for equal pixels
 * @param brighter how many grey levels (of 255) the second is brighter on average
 */
public record ImageRelation(
    Orientation orientation,
    boolean samePixels,
    Size from,
    Size to,
    double correlation,
    double brighter) {

  /** A smaller shift is no more than what compression and resizing do. */
  private static final double NOTICED_LEVELS = 2;

  /** The same pixels, not turned. */
  static ImageRelation copy(Size size) {
    return new ImageRelation(Orientation.UPRIGHT, true, size, size, 1, 0);
  }

  /**
   * Whether the second is of another size, the exchange of sides by a quarter turn aside.
   *
   * @return true if it was resized
   */
  public boolean isResized() {
    return !to.equals(orientation.transposed() ? new Size(from.width(), from.height()) : from);
  }

  /**
   * The relation in words.
   *
   * @return for example "rotated by 90°, resized from 512x512 to 256x256, 12 levels brighter"
   */
  public String words() {
    List<String> parts = new ArrayList<>();
    if (orientation != Orientation.UPRIGHT) {
      parts.add(orientation.words());
    }
    if (samePixels) {
      parts.add(0, "copy");
      return String.join(", ", parts);
    }
    if (isResized()) {
      parts.add("resized from " + from + " to " + to);
    }
    if (Math.abs(brighter) >= NOTICED_LEVELS) {
      parts.add(
          String.format(
              Locale.ROOT,
              "%.0f levels %s",
              Math.abs(brighter),
              brighter > 0 ? "brighter" : "darker"));
    }
    if (!isResized() && Math.abs(brighter) < NOTICED_LEVELS) {
      parts.add("re-encoded or retouched");
    }
    return String.join(", ", parts);
  }
}
