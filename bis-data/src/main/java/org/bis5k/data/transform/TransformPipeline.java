package org.bis5k.data.transform;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.bis5k.data.GreyImage;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.RgbImage;
import org.bis5k.data.SampleSeed;
import org.bis5k.data.Size;

/**
 * A checked list of transforms: any number on pixels, then {@code tonumpy}, {@code normalize},
 * {@code totensor}. Immutable and safe for use by several threads; a result depends on the
 * arguments alone.
 */
public final class TransformPipeline implements SampleTransform {

  private final List<Transform> transforms;
  private final List<Transform> onPixels;
  private final Normalisation normalisation;

  private TransformPipeline(List<Transform> transforms) {
    int arrays = transforms.size() - 3;
    this.transforms = transforms;
    this.onPixels = transforms.subList(0, arrays);
    Transform.Normalize normalize = (Transform.Normalize) transforms.get(arrays + 1);
    this.normalisation = new Normalisation(normalize.mean(), normalize.std());
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
            new Transform.Resize(size),
            new Transform.RandomScaleCrop(0.75, 1.25),
            new Transform.RandomFlip(true, true),
            new Transform.RandomRotate(0, 359),
            new Transform.RandomImageEnhance(
                List.of(Enhancement.CONTRAST, Enhancement.SHARPNESS, Enhancement.BRIGHTNESS)),
            new Transform.RandomDilationErosion(2, 5),
            new Transform.ToNumpy(),
            Transform.Normalize.imageNet(),
            new Transform.ToTensor()));
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
            new Transform.Resize(size),
            new Transform.ToNumpy(),
            Transform.Normalize.imageNet(),
            new Transform.ToTensor()));
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
   * The size that every sample gets.
   *
   * @return that of the last resize; empty without one, when each sample keeps its own size
   */
  public Optional<Size> outputSize() {
    return onPixels.stream()
        .filter(Transform.Resize.class::isInstance)
        .map(transform -> ((Transform.Resize) transform).size())
        .reduce((earlier, later) -> later);
  }

  /**
   * Transforms image and mask together.
   *
   * @param name the stem that both files share
   * @param image 8-bit RGB
   * @param mask 8-bit grey of the same size
   * @param seed the only source of random draws
   * @return 3 x H x W normalised image and H x W mask in 0 to 1
   * @throws InvalidInputException if image and mask differ in size, or a side is too long to rotate
   */
  @Override
  public Sample apply(String name, RgbImage image, GreyImage mask, SampleSeed seed) {
    if (!image.size().equals(mask.size())) {
      throw new InvalidInputException(
          name
              + ": image and mask must have the same size; found image "
              + image.size()
              + ", mask "
              + mask.size());
    }
    RandomGenerator random = seed.random();
    ByteImage pixels = ByteImage.of(image);
    ByteImage truth = ByteImage.of(mask);
    for (Transform transform : onPixels) {
      PixelOperation operation = Drawing.draw(transform, random);
      pixels = operation.image(pixels);
      truth = operation.mask(truth);
    }
    return Sample.of(name, pixels.size(), normalisation.image(pixels), Normalisation.mask(truth));
  }

  /**
   * Transforms an image without a mask, for prediction.
   *
   * @param image 8-bit RGB
   * @return 3 x H x W normalised values, channels first, of size {@link #outputSize()} or, without
   *     a resize, of the image's own
   * @throws InvalidInputException if the list holds a random transform; the message names it
   */
  public float[] normalisedImage(RgbImage image) {
    ByteImage pixels = ByteImage.of(image);
    for (Transform transform : onPixels) {
      if (!(transform instanceof Transform.Resize resize)) {
        throw new InvalidInputException(
            transform.key()
                + " draws at random and belongs to training; a list for prediction holds resize,"
                + " tonumpy, normalize, totensor");
      }
      pixels = Resampling.resize(pixels, resize.size(), ResampleFilter.BILINEAR);
    }
    return normalisation.image(pixels);
  }
}
