package org.bis5k.data.transform;

import java.util.List;

/**
 * One of the three steps from 8-bit pixels to network input. Every list ends with all of them, in
 * the order {@link ToNumpy}, {@link Normalize}, {@link ToTensor}.
 */
public sealed interface ArrayStep extends Transform {

  /** The keys of the steps in their order. */
  List<String> KEYS = List.of(ToNumpy.KEY, Normalize.KEY, ToTensor.KEY);

  @Override
  default boolean isRandom() {
    return false;
  }

  /** From pixels to arrays. */
  record ToNumpy() implements ArrayStep {
    static final String KEY = "tonumpy";

    @Override
    public String key() {
      return KEY;
    }
  }

  /**
   * (value / 255 - mean) / std of the image's channels in the order R, G, B; value / 255 of the
   * mask. Each step is rounded to float.
   *
   * @param mean three means in units of full scale
   * @param std three standard deviations in units of full scale, above 0
   */
  record Normalize(List<Double> mean, List<Double> std) implements ArrayStep {
    static final String KEY = "normalize";
    private static final Normalize IMAGE_NET =
        new Normalize(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    /**
     * Copies the lists; requires three finite means and three positive deviations.
     *
     * @param mean three means
     * @param std three standard deviations
     * @throws IllegalArgumentException unless there are three finite means and three positive,
     *     finite deviations
     */
    public Normalize {
      mean = List.copyOf(mean);
      std = List.copyOf(std);
      if (mean.size() != 3 || !mean.stream().allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "normalize: mean needs 3 finite values (R, G, B); found " + mean);
      }
      if (std.size() != 3 || !std.stream().allMatch(s -> s > 0 && Double.isFinite(s))) {
        throw new IllegalArgumentException(
            "normalize: std needs 3 positive values (R, G, B); found " + std);
      }
    }

    /**
     * The statistics of ImageNet that the released encoder was trained with.
     *
     * @return mean 0.485, 0.456, 0.406 and std 0.229, 0.224, 0.225
     */
    public static Normalize imageNet() {
      return IMAGE_NET;
    }

    static Normalize read(ParameterReader in) {
      return new Normalize(in.reals("mean", IMAGE_NET.mean), in.reals("std", IMAGE_NET.std));
    }

    @Override
    public String key() {
      return KEY;
    }

    @Override
    public void write(ParameterWriter out) {
      out.put("mean", mean);
      out.put("std", std);
    }
  }

  /** Channels first: interleaved H x W x 3 becomes 3 x H x W. */
  record ToTensor() implements ArrayStep {
    static final String KEY = "totensor";

    @Override
    public String key() {
      return KEY;
    }
  }
}
