package org.bis5k.model;

import java.util.Arrays;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.PlainText;
import org.bis5k.data.Size;

/**
 * Checks the output of a network before anything is made of it. Damaged weights give NaN, and a
 * foreign model can give an output of any shape; neither may become a mask.
 */
public final class OutputCheck {

  private final String source;
  private final String output;

  /**
   * Makes a check.
   *
   * @param source the file of the network, for messages
   * @param output the name of the output
   */
  public OutputCheck(String source, String output) {
    this.source = PlainText.line(source);
    this.output = output;
  }

  /**
   * Refuses an output of another shape.
   *
   * @param found the dimensions of the output
   * @param count the number of images
   * @param size H and W of the images
   * @throws InvalidInputException if the output is not count x 1 x H x W
   */
  public void requireShape(long[] found, int count, Size size) {
    long[] expected = {count, 1, size.height(), size.width()};
    if (!Arrays.equals(expected, found)) {
      throw new InvalidInputException(
          ("%s: its output %s should have the shape %s, one value for each pixel of the input;"
                  + " found %s")
              .formatted(source, output, Arrays.toString(expected), Arrays.toString(found)));
    }
  }

  /**
   * Refuses values that are NaN or infinite.
   *
   * @param values count x 1 x H x W values
   * @param size H and W
   * @return the values
   * @throws InvalidInputException naming the output, the number of such values and the first
   */
  public float[] requireFinite(float[] values, Size size) {
    int wrong = 0;
    int first = -1;
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        first = first < 0 ? i : first;
        wrong++;
      }
    }
    if (wrong == 0) {
      return values;
    }
    int pixel = Math.floorMod(first, Math.toIntExact(size.pixels()));
    throw new InvalidInputException(
        ("%s: its output %s is not finite: %d of %d values are NaN or infinite, the first (%s) in"
                + " image %d at row %d, column %d. The weights are damaged or come from a training"
                + " that diverged")
            .formatted(
                source,
                output,
                wrong,
                values.length,
                values[first],
                first / size.pixels() + 1,
                pixel / size.width(),
                pixel % size.width()));
  }
}
