package org.bis5k.metrics;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bis5k.data.GreyImage;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Mask;

/**
 * A set of conventions under which scores are computed. Scores of different profiles must not be
 * compared, so every result carries its profile and every report prints it.
 */
public enum Profile {
  /**
   * Equal to the evaluation code of UACANet (Kim et al. 2021, doi:10.1145/3474085.3475375), which
   * also scored BIS5k. An image whose value is undefined (weighted F-measure of an empty ground
   * truth, specificity of a full one) is left out of the mean of that metric.
   */
  UACANET(
      new Conventions(
          new Conventions.Reading(false, 128),
          new Conventions.Formulas(1, false, 0, false),
          new Conventions.EdgeCases(true, Double.NaN, 0, Double.NaN, Double.NaN)),
      true,
      "undefined values are left out of their mean"),

  /**
   * The formulas of {@link #UACANET} with conventions that define every value: an empty prediction
   * of an empty ground truth scores 1, any other prediction of it 0, and the specificity of a full
   * ground truth is 1.
   */
  STRICT(
      new Conventions(
          new Conventions.Reading(false, 128),
          new Conventions.Formulas(1, false, 0, false),
          new Conventions.EdgeCases(false, 1, 1, 1, 0)),
      false,
      "an empty prediction of an empty ground truth scores 1, any other 0"),

  /**
   * Equal to PySODMetrics 1.6.2 (https://github.com/lartpang/PySODMetrics): the prediction is
   * stretched to its least and greatest level, ground truth is foreground above level 128,
   * thresholds apply to the truncated 8-bit level, the F-measure has beta squared 0.3, Sm uses the
   * sample deviation and a centroid moved by one pixel, wFm reads zeros beyond the border, and a
   * value is 0 where its divisor is 0. Where a block of Sm is empty or constant, the value is that
   * of the formula, as in the other profiles, and not that of its rounding.
   */
  PYSOD(
      new Conventions(
          new Conventions.Reading(true, 129),
          new Conventions.Formulas(0.3, true, 1, true),
          new Conventions.EdgeCases(false, 0, 0, 0, 0)),
      false,
      "undefined values count as 0");

  /** The least foreground level of {@link Mask#of}. */
  private static final int HALF = 128;

  private final Conventions conventions;
  private final boolean released;
  private final String emptyMaskPolicy;

  Profile(Conventions conventions, boolean released, String emptyMaskPolicy) {
    this.conventions = conventions;
    this.released = released;
    this.emptyMaskPolicy = emptyMaskPolicy;
  }

  Conventions conventions() {
    return conventions;
  }

  /**
   * The name used in options and reports.
   *
   * @return the lower-case name, for example {@code uacanet}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The title of the first column of a CSV file of scores. The released toolkit writes {@code
   * method}; the other profiles add their name, so that one file cannot mix profiles.
   *
   * @return {@code method}, or {@code method [label]}
   */
  public String csvColumn() {
    return released ? "method" : "method [" + label() + "]";
  }

  /**
   * How this profile treats images with an empty or full ground truth.
   *
   * @return a clause for reports
   */
  public String emptyMaskPolicy() {
    return emptyMaskPolicy;
  }

  /**
   * The binary ground truth of an image under this profile.
   *
   * @param truth a grey ground truth
   * @return foreground from level 128 on; under {@link #PYSOD} from level 129 on
   */
  public Mask mask(GreyImage truth) {
    int least = conventions.reading().leastForeground();
    if (least == HALF) {
      return Mask.of(truth);
    }
    byte[] samples = truth.samples();
    byte[] binary = new byte[samples.length];
    for (int i = 0; i < samples.length; i++) {
      binary[i] = (byte) ((samples[i] & 0xff) >= least ? 255 : 0);
    }
    return Mask.of(GreyImage.of(truth.size(), binary));
  }

  /**
   * The profile of a name.
   *
   * @param label a name as {@link #label()} gives it; case does not matter
   * @return the profile
   * @throws InvalidInputException if there is no such profile; the message lists the known ones
   */
  public static Profile parse(String label) {
    for (Profile profile : values()) {
      if (profile.label().equalsIgnoreCase(label.strip())) {
        return profile;
      }
    }
    throw new InvalidInputException(
        "Unknown profile '%s'; known: %s"
            .formatted(
                label,
                Arrays.stream(values()).map(Profile::label).collect(Collectors.joining(", "))));
  }
}
