package org.bis5k.data.transform;

import java.util.random.RandomGenerator;

/**
 * Random amounts of haematoxylin and eosin, found by colour deconvolution (Ruifrok and Johnston,
 * Anal Quant Cytol Histol 23(4):291-299, 2001) and changed as in Tellez et al. 2018
 * (doi:10.1109/TMI.2018.2820199): each amount c becomes a * c + b with a from [1 - strength, 1 +
 * strength) and b from [-strength, strength) units of optical density (natural logarithm). Always
 * applied. Draws a and b of haematoxylin, then of eosin. Not part of the released recipe.
 *
 * @param strength 0 to below 1; the source uses 0.05 (light) and 0.2 (strong)
 */
public record StainAugmentation(double strength) implements PixelTransform {

  static final String KEY = "stain_augmentation";

  /**
   * Refuses a strength outside [0, 1).
   *
   * @param strength 0 to below 1
   * @throws IllegalArgumentException unless 0 &lt;= strength &lt; 1
   */
  public StainAugmentation {
    Ranges.requireShare(KEY, "strength", strength);
  }

  static StainAugmentation read(ParameterReader in) {
    return new StainAugmentation(in.real("strength", 0.05, 0, 1));
  }

  @Override
  public void write(ParameterWriter out) {
    out.put("strength", strength);
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public PixelOperation draw(RandomGenerator random) {
    double hematoxylinScale = Ranges.around(random, strength);
    double hematoxylinShift = Ranges.uniform(random, -strength, strength);
    double eosinScale = Ranges.around(random, strength);
    double eosinShift = Ranges.uniform(random, -strength, strength);
    return new StainShift(hematoxylinScale, hematoxylinShift, eosinScale, eosinShift);
  }
}
