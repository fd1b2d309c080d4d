package org.bis5k.data.transform;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.bis5k.data.Size;

/**
 * One entry of a {@code transform_list}: what it does and the range its parameters are drawn from.
 * A {@link TransformPipeline} runs a list of them. Image and mask always move together; values
 * equal those of Pillow 9.4 and OpenCV 4.6 bit for bit. Ranges are half-open: the upper end never
 * occurs.
 */
public sealed interface Transform {

  /**
   * The entry's name in a configuration file.
   *
   * @return for example {@code random_scale_crop}
   */
  String key();

  /**
   * Pillow's antialiased bilinear resize of image and mask; a binary mask becomes soft at borders.
   *
   * @param size the size of every result
   */
  record Resize(Size size) implements Transform {
    @Override
    public String key() {
      return "resize";
    }
  }

  /**
   * With probability 1/2, a bicubic resize by a scale from [low, high) and a centre crop or zero
   * padding back to the old size. Draws the scale, then the coin.
   *
   * @param low least scale, above 0
   * @param high end of the range, at least {@code low}; equal ends give that scale
   */
  record RandomScaleCrop(double low, double high) implements Transform {
    /**
     * Checks the range.
     *
     * @param low least scale
     * @param high end of the range
     * @throws IllegalArgumentException unless 0 &lt; low &lt;= high, both finite
     */
    public RandomScaleCrop {
      if (!(low > 0 && low <= high && high < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "random_scale_crop: the range needs 0 < low <= high; found " + range(low, high));
      }
    }

    @Override
    public String key() {
      return "random_scale_crop";
    }
  }

  /**
   * Mirror images, each with probability 1/2 and independently. Draws the left-right coin, then the
   * up-down coin, whether or not they are used.
   *
   * @param leftRight whether columns may be reversed
   * @param upDown whether rows may be reversed
   */
  record RandomFlip(boolean leftRight, boolean upDown) implements Transform {
    @Override
    public String key() {
      return "random_flip";
    }
  }

  /**
   * With probability 1/2, a counter-clockwise rotation by whole degrees from [low, high), nearest
   * neighbour, 0 outside, cropped or padded to the old size. Draws the angle, then the coin.
   *
   * @param low least angle in degrees
   * @param high end of the range, above {@code low}; [0, 359) never gives 359
   */
  record RandomRotate(int low, int high) implements Transform {
    /**
     * Checks the range.
     *
     * @param low least angle in degrees
     * @param high end of the range
     * @throws IllegalArgumentException unless low &lt; high
     */
    public RandomRotate {
      if (low >= high) {
        throw new IllegalArgumentException(
            "random_rotate: the range needs low < high; found " + range(low, high));
      }
    }

    @Override
    public String key() {
      return "random_rotate";
    }
  }

  /**
   * Image enhancements in shuffled order, each with probability 1/2 and a factor from [1, 1.1).
   * Draws the order, then for each method the coin and, if it is applied, the factor.
   *
   * @param methods what may be enhanced, each at most once
   */
  record RandomImageEnhance(List<Enhancement> methods) implements Transform {
    /**
     * Checks and copies the methods.
     *
     * @param methods what may be enhanced
     * @throws IllegalArgumentException if there are none or one occurs twice
     */
    public RandomImageEnhance {
      methods = List.copyOf(methods);
      if (methods.isEmpty() || new HashSet<>(methods).size() < methods.size()) {
        throw new IllegalArgumentException(
            "random_image_enhance: methods needs one or more of contrast, sharpness, brightness,"
                + " each once; found "
                + methods.toString().toLowerCase(Locale.ROOT));
      }
    }

    @Override
    public String key() {
      return "random_image_enhance";
    }
  }

  /**
   * Dilation or erosion of the mask by an ellipse of a side from [low, high): 1/3 dilate, 1/3
   * erode, 1/3 nothing. Draws which, then the side.
   *
   * @param low least side in pixels, at least 1
   * @param high end of the range, above {@code low}; [2, 5) gives 2, 3 and 4
   */
  record RandomDilationErosion(int low, int high) implements Transform {
    /**
     * Checks the range.
     *
     * @param low least side in pixels
     * @param high end of the range
     * @throws IllegalArgumentException unless 1 &lt;= low &lt; high
     */
    public RandomDilationErosion {
      if (low < 1 || low >= high) {
        throw new IllegalArgumentException(
            "random_dilation_erosion: the kernel range needs 1 <= low < high; found "
                + range(low, high));
      }
    }

    @Override
    public String key() {
      return "random_dilation_erosion";
    }
  }

  /**
   * With probability 1/2, Pillow's Gaussian blur of the image with a radius from [0, 1) pixels.
   * Draws the coin and, if it is applied, the radius.
   */
  record RandomGaussianBlur() implements Transform {
    @Override
    public String key() {
      return "random_gaussian_blur";
    }
  }

  /**
   * Random amounts of haematoxylin and eosin, found by colour deconvolution (Ruifrok and Johnston,
   * Anal Quant Cytol Histol 23(4):291-299, 2001) and changed as in Tellez et al. 2018
   * (doi:10.1109/TMI.2018.2820199): each amount c becomes a * c + b with a from [1 - strength, 1 +
   * strength) and b from [-strength, strength) units of optical density (natural logarithm). Always
   * applied. Draws a and b of haematoxylin, then of eosin. Not part of the released recipe.
   *
   * @param strength 0 to below 1; the source uses 0.05 (light) and 0.2 (strong)
   */
  record StainAugmentation(double strength) implements Transform {
    /**
     * Checks the strength.
     *
     * @param strength 0 to below 1
     * @throws IllegalArgumentException unless 0 &lt;= strength &lt; 1
     */
    public StainAugmentation {
      share("stain_augmentation", "strength", strength);
    }

    @Override
    public String key() {
      return "stain_augmentation";
    }
  }

  /**
   * Random brightness, contrast and saturation of the image, in this order, each blended by a
   * factor from [1 - x, 1 + x) as Pillow's {@code ImageEnhance} does. Always applied; draws the
   * three factors in this order. Not part of the released recipe.
   *
   * @param brightness 0 to below 1
   * @param contrast 0 to below 1
   * @param saturation 0 to below 1
   */
  record ColourJitter(double brightness, double contrast, double saturation) implements Transform {
    /**
     * Checks the three shares.
     *
     * @param brightness 0 to below 1
     * @param contrast 0 to below 1
     * @param saturation 0 to below 1
     * @throws IllegalArgumentException unless each is 0 to below 1
     */
    public ColourJitter {
      share("colour_jitter", "brightness", brightness);
      share("colour_jitter", "contrast", contrast);
      share("colour_jitter", "saturation", saturation);
    }

    @Override
    public String key() {
      return "colour_jitter";
    }
  }

  /** From pictures to arrays: after it, only {@link Normalize} and {@link ToTensor} may follow. */
  record ToNumpy() implements Transform {
    @Override
    public String key() {
      return "tonumpy";
    }
  }

  /**
   * (value / 255 - mean) / std of the image's channels in the order R, G, B; value / 255 of the
   * mask. Each step is rounded to float.
   *
   * @param mean three means in units of full scale
   * @param std three standard deviations in units of full scale, above 0
   */
  record Normalize(List<Double> mean, List<Double> std) implements Transform {
    /**
     * Checks and copies the values.
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
      return new Normalize(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));
    }

    @Override
    public String key() {
      return "normalize";
    }
  }

  /** Channels first: interleaved H x W x 3 becomes 3 x H x W. The last entry of every list. */
  record ToTensor() implements Transform {
    @Override
    public String key() {
      return "totensor";
    }
  }

  private static String range(Number low, Number high) {
    return "[" + low + ", " + high + ")";
  }

  private static void share(String key, String field, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          key + ": " + field + " needs 0 <= value < 1; found " + value);
    }
  }
}
