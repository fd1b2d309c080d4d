package org.bis5k.data.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws the parameters of a transform: probabilities, ranges and the order of draws stand in the
 * Javadoc of each {@link Transform}. What is drawn here decides everything: the operation it
 * returns is a function of the pixels alone.
 */
final class Drawing {

  private Drawing() {}

  static PixelOperation draw(Transform transform, RandomGenerator random) {
    if (transform instanceof Transform.Resize resize) {
      return new PixelOperation.Resized(resize.size());
    }
    if (transform instanceof Transform.RandomScaleCrop crop) {
      double scale = uniform(random, crop.low(), crop.high());
      return half(random) ? new PixelOperation.ScaleCropped(scale) : new PixelOperation.Unchanged();
    }
    if (transform instanceof Transform.RandomFlip flip) {
      boolean leftRight = half(random);
      boolean upDown = half(random);
      return new PixelOperation.Flipped(leftRight && flip.leftRight(), upDown && flip.upDown());
    }
    if (transform instanceof Transform.RandomRotate rotate) {
      int degrees = random.nextInt(rotate.low(), rotate.high());
      return half(random) ? new PixelOperation.Rotated(degrees) : new PixelOperation.Unchanged();
    }
    if (transform instanceof Transform.RandomImageEnhance enhance) {
      return enhanced(enhance.methods(), random);
    }
    if (transform instanceof Transform.RandomDilationErosion morphology) {
      return morphed(morphology, random);
    }
    if (transform instanceof Transform.RandomGaussianBlur) {
      return half(random)
          ? new PixelOperation.Blurred(random.nextDouble())
          : new PixelOperation.Unchanged();
    }
    if (transform instanceof Transform.StainAugmentation stain) {
      return stained(stain.strength(), random);
    }
    if (transform instanceof Transform.ColourJitter jitter) {
      return new PixelOperation.Jittered(
          around(random, jitter.brightness()),
          around(random, jitter.contrast()),
          around(random, jitter.saturation()));
    }
    throw new IllegalArgumentException(transform.key() + " works on arrays, not on pixels");
  }

  private static PixelOperation enhanced(List<Enhancement> methods, RandomGenerator random) {
    List<Enhancement> order = new ArrayList<>(methods);
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    List<PixelOperation.Step> steps = new ArrayList<>();
    for (Enhancement method : order) {
      if (half(random)) {
        steps.add(new PixelOperation.Step(method, random.nextDouble(1, 1.1)));
      }
    }
    return new PixelOperation.Enhanced(List.copyOf(steps));
  }

  private static PixelOperation morphed(
      Transform.RandomDilationErosion range, RandomGenerator random) {
    int which = random.nextInt(3);
    int side = random.nextInt(range.low(), range.high());
    return switch (which) {
      case 0 -> new PixelOperation.Morphed(Morphology.Kind.DILATE, side);
      case 1 -> new PixelOperation.Morphed(Morphology.Kind.ERODE, side);
      default -> new PixelOperation.Unchanged();
    };
  }

  private static PixelOperation stained(double strength, RandomGenerator random) {
    double haematoxylinScale = around(random, strength);
    double haematoxylinShift = uniform(random, -strength, strength);
    double eosinScale = around(random, strength);
    double eosinShift = uniform(random, -strength, strength);
    return new PixelOperation.Stained(
        new StainShift(haematoxylinScale, haematoxylinShift, eosinScale, eosinShift));
  }

  private static boolean half(RandomGenerator random) {
    return random.nextDouble() < 0.5;
  }

  private static double around(RandomGenerator random, double share) {
    return uniform(random, 1 - share, 1 + share);
  }

  /** From [low, high); an empty range stands for its one value and draws all the same. */
  private static double uniform(RandomGenerator random, double low, double high) {
    if (low < high) {
      return random.nextDouble(low, high);
    }
    random.nextDouble();
    return low;
  }
}
