package org.bis5k.data.image;

import java.io.IOException;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The physical size of the pixels of a TIFF file, from an Aperio description or its tags. */
final class TiffScale {

  /** Larger values are settings of printers and screens: 300 dpi are 85 micrometres. */
  private static final double COARSEST = 50;

  private static final int INCH = 2;
  private static final int CENTIMETRE = 3;
  private static final double SQUARE = 0.01;
  private static final Pattern APERIO =
      Pattern.compile("\\|\\s*MPP\\s*=\\s*([0-9]{1,9}(?:\\.[0-9]{1,18})?)");

  private TiffScale() {}

  /** Micrometres per pixel; empty if the file does not state a plausible value. */
  static OptionalDouble of(TiffDirectory directory) throws IOException {
    Matcher aperio = APERIO.matcher(directory.text(TiffDirectory.DESCRIPTION).orElse(""));
    if (aperio.find()) {
      return plausible(Double.parseDouble(aperio.group(1)));
    }
    double unit =
        switch ((int) directory.number(TiffDirectory.RESOLUTION_UNIT, INCH)) {
          case INCH -> 25_400;
          case CENTIMETRE -> 10_000;
          default -> Double.NaN;
        };
    double across = unit / directory.ratio(TiffDirectory.RESOLUTION_X).orElse(Double.NaN);
    double down = unit / directory.ratio(TiffDirectory.RESOLUTION_Y).orElse(Double.NaN);
    boolean square = Math.abs(across - down) <= SQUARE * across;
    return square ? plausible(across) : OptionalDouble.empty();
  }

  private static OptionalDouble plausible(double micrometres) {
    return micrometres > 0 && micrometres <= COARSEST
        ? OptionalDouble.of(micrometres)
        : OptionalDouble.empty();
  }
}
