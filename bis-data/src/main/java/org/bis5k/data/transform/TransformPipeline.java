package org.bis5k.data.transform;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.bis5k.data.ByteImage;
import org.bis5k.data.ImageAndMask;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Sample;
import org.bis5k.data.SampleSeed;
import org.bis5k.data.Size;

/**
 * A checked list of transforms: any number on pixels, then {@code tonumpy}, {@code normalize},
 * {@code totensor}. Immutable and safe for use by several threads; a result depends on the
 * arguments alone.
 */
public final class TransformPipeline implements SampleTransform {

  private final List<Transform> transforms;
  private final List<PixelTransform> onPixels;
  private final Normalization normalization;

  private TransformPipeline(List<Transform> transforms) {
    int arrays = transforms.size() - ArrayStep.KEYS.size();
    this.transforms = transforms;
    this.onPixels = transforms.subList(0, arrays).stream().map(PixelTransform.class::cast).toList();
    this.normalization = new Normalization((ArrayStep.Normalize) transforms.get(arrays + 1));
  }

  /**
   * A pipeline of the given transforms, in order.
   *
   * @param transforms ends with tonumpy, normalize, totensor; each of these three occurs once
   * @return the pipeline
   * @throws InvalidInputException if the order is another; the message names the transform at fault
   */
  public static TransformPipeline of(List<Transform> transforms) {
    List<Transform> list = List.copyOf(transforms);
    TransformOrder.check(list);
    return new TransformPipeline(list);
  }

  /**
   * The released training list: resize, scale and crop 0.75 to 1.25, both flips, rotation by 0 to
   * 358 degrees, all three enhancements, dilation or erosion by 2 to 4 pixels, ImageNet
   * normalisation.
   *
   * @param size the size of the samples; 352 x 352 as released
   * @return the pipeline
   */
  public static TransformPipeline released(Size size) {
    return of(
        List.of(
            new Resize(size),
            new RandomScaleCrop(0.75, 1.25),
            new RandomFlip(true, true),
            new RandomRotate(0, 359),
            new RandomImageEnhance(
                List.of(Enhancement.CONTRAST, Enhancement.SHARPNESS, Enhancement.BRIGHTNESS)),
            new RandomDilationErosion(2, 5),
            new ArrayStep.ToNumpy(),
            ArrayStep.Normalize.imageNet(),
            new ArrayStep.ToTensor()));
  }

  /**
   * The released test list: resize and ImageNet normalisation, no draws.
   *
   * @param size the size of the samples
   * @return the pipeline
   */
  public static TransformPipeline evaluation(Size size) {
    return of(
        List.of(
            new Resize(size),
            new ArrayStep.ToNumpy(),
            ArrayStep.Normalize.imageNet(),
            new ArrayStep.ToTensor()));
  }

  /**
   * The transforms in order.
   *
   * @return an immutable list
   */
  public List<Transform> transforms() {
    return transforms;
  }

  /**
   * The keys of the transforms in order.
   *
   * @return an immutable list
   */
  public List<String> keys() {
    return transforms.stream().map(Transform::key).toList();
  }

  /**
   * The size that every sample gets.
   *
   * @return that of the last resize; empty without one, when each sample keeps its own size
   */
  public Optional<Size> outputSize() {
    return onPixels.stream()
        .filter(Resize.class::isInstance)
        .map(transform -> ((Resize) transform).size())
        .reduce((earlier, later) -> later);
  }

  /**
   * Transforms image and mask together.
   *
   * @param name the stem that both files share
   * @param pair 8-bit RGB image and 8-bit mask
   * @param seed the only source of random draws
   * @return 3 x H x W normalised image and H x W mask in 0 to 1
   * @throws InvalidInputException if a side is too long to rotate
   */
  @Override
  public Sample apply(String name, ImageAndMask pair, SampleSeed seed) {
    RandomGenerator random = seed.random();
    ByteImage pixels = ByteImage.of(pair.image());
    ByteImage truth = ByteImage.of(pair.mask());
    for (PixelTransform transform : onPixels) {
      PixelOperation operation = transform.draw(random);
      pixels = operation.image(pixels);
      truth = operation.mask(truth);
    }
    return Sample.of(name, pixels.size(), normalization.image(pixels), Normalization.mask(truth));
  }

  /**
   * Transforms an image without a mask, for prediction.
   *
   * @param image 8-bit RGB
   * @return 3 x H x W normalised values, channels first, of size {@link #outputSize()} or, without
   *     a resize, of the image's own
   * @throws InvalidInputException if the list holds a random transform; the message names it
   */
  public float[] normalizedImage(RgbImage image) {
    ByteImage pixels = ByteImage.of(image);
    for (PixelTransform transform : onPixels) {
      if (!(transform instanceof PixelOperation operation)) {
        throw new InvalidInputException(
            "%s draws at random and belongs to training; a list for prediction holds %s"
                .formatted(transform.key(), String.join(", ", evaluation(Size.square(1)).keys())));
      }
      pixels = operation.image(pixels);
    }
    return normalization.image(pixels);
  }
}
