package org.bis5k.metrics;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bis5k.data.GreyImage;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Mask;

/**
 * A set of conventions under which scores are computed. Numbers of different profiles must not be
 * compared, so every result carries its profile and every report prints it.
 */
public enum Profile {
  /**
   * Equal to the evaluation code of UACANet (Kim et al. 2021, doi:10.1145/3474085.3475375), which
   * also scored BIS5k. Where it is undefined (weighted F of an empty ground truth, specificity of a
   * full one) the image is left out of that metric's mean.
   */
  UACANET("undefined values are left out of their mean"),

  /**
   * The same formulas with conventions for empty and full ground truths under which every value is
   * defined: an empty prediction of an empty ground truth is perfect, any other is worthless, and
   * nothing can be wrongly found in a full one.
   */
  STRICT("an empty prediction of an empty ground truth scores 1, any other 0"),

  /**
   * Equal to PySODMetrics 1.6.2 (https://github.com/lartpang/PySODMetrics): the prediction
   * stretched to its own least and greatest level, ground truth above level 128, thresholds on the
   * truncated 8-bit level, F-measure with beta squared 0.3, sample deviation and a centroid moved
   * by one pixel in Sm, zeros beyond the border in wFm, and 0 wherever a divisor is 0. Where a
   * block of Sm is empty or constant the value is that of the formula, as in the other profiles,
   * not that of its rounding.
   */
  PYSOD("undefined values count as 0");

  private final String emptyMaskPolicy;

  Profile(String emptyMaskPolicy) {
    this.emptyMaskPolicy = emptyMaskPolicy;
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
   * What happens to images with an empty or full ground truth, in words.
   *
   * @return half a sentence for reports
   */
  public String emptyMaskPolicy() {
    return emptyMaskPolicy;
  }

  /**
   * The binary ground truth of an image under this profile.
   *
   * @param truth a grey ground truth
   * @return foreground from level 128 on; under {@link #PYSOD} above it
   */
  public Mask mask(GreyImage truth) {
    if (this != PYSOD) {
      return Mask.of(truth);
    }
    byte[] samples = truth.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = samples[i] == (byte) 128 ? 0 : samples[i];
    }
    return Mask.of(GreyImage.of(truth.size(), samples));
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
        "Unknown profile '"
            + label
            + "'; known: "
            + Arrays.stream(values()).map(Profile::label).collect(Collectors.joining(", ")));
  }
}
