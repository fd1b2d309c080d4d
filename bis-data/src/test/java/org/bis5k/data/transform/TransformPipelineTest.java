package org.bis5k.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bis5k.data.ByteImage;
import org.bis5k.data.GreyImage;
import org.bis5k.data.ImageAndMask;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Sample;
import org.bis5k.data.SampleSeed;
import org.bis5k.data.Size;
import org.junit.jupiter.api.Test;

class TransformPipelineTest {

  private static final SampleSeed SEED = new SampleSeed(7, 0, 0);
  private static final Transform RESIZE = new Resize(Size.square(16));
  private static final Transform FLIP = new RandomFlip(true, true);
  private static final Transform ARRAYS = new ArrayStep.ToNumpy();
  private static final Transform NORMALISE =
      new ArrayStep.Normalize(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
  private static final Transform CHANNELS_FIRST = new ArrayStep.ToTensor();

  private static void refused(String message, Transform... list) {
    assertThatThrownBy(() -> TransformPipeline.of(List.of(list)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void namesWhatIsOutOfOrder() {
    String rule = "; a list ends with tonumpy, normalize, totensor; found ";
    refused(
        "transform_list: totensor is missing at the end" + rule + "[resize, tonumpy, normalize]",
        RESIZE,
        ARRAYS,
        NORMALISE);
    refused(
        "transform_list: tonumpy is missing before normalize"
            + rule
            + "[resize, normalize, tonumpy, totensor]",
        RESIZE,
        NORMALISE,
        ARRAYS,
        CHANNELS_FIRST);
    refused(
        "transform_list: random_flip works on pixels and must come before tonumpy"
            + rule
            + "[tonumpy, random_flip, normalize, totensor]",
        ARRAYS,
        FLIP,
        NORMALISE,
        CHANNELS_FIRST);
    refused(
        "transform_list: tonumpy may occur only once, before normalize"
            + rule
            + "[tonumpy, tonumpy]",
        ARRAYS,
        ARRAYS);
    refused(
        "transform_list: totensor may occur only once, before the end"
            + rule
            + "[tonumpy, normalize, totensor, totensor]",
        ARRAYS,
        NORMALISE,
        CHANNELS_FIRST,
        CHANNELS_FIRST);
    refused("transform_list: tonumpy is missing at the end" + rule + "[]");
  }

  @Test
  void tellsTheSizeOfItsSamples() {
    assertThat(TransformPipeline.released(new Size(32, 48)).outputSize())
        .contains(new Size(32, 48));
    assertThat(TransformPipeline.of(List.of(ARRAYS, NORMALISE, CHANNELS_FIRST)).outputSize())
        .isEmpty();
  }

  @Test
  void refusesAMaskOfAnotherSize() {
    TransformPipeline pipeline = TransformPipeline.evaluation(Size.square(16));
    RgbImage image = TinyImages.image(TinyImages.random(4, 3, 3, 1));
    GreyImage mask = TinyImages.mask(TinyImages.random(3, 4, 1, 1));
    assertThatThrownBy(() -> pipeline.apply("case_7", new ImageAndMask(image, mask), SEED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("An image and its mask need the same size; found 3x4 and 4x3");
  }

  /** 2 x 1 pixels, R G B each; mean 0 and deviation 1 leave value / 255. */
  @Test
  void givesChannelsFirst() {
    TransformPipeline pipeline = TransformPipeline.of(List.of(ARRAYS, NORMALISE, CHANNELS_FIRST));
    RgbImage image = RgbImage.of(new Size(1, 2), new byte[] {0, 51, -1, -1, 0, 51});
    GreyImage mask = GreyImage.of(new Size(1, 2), new byte[] {-1, 0});
    Sample sample = pipeline.apply("two", new ImageAndMask(image, mask), SEED);
    assertThat(sample.name()).isEqualTo("two");
    assertThat(sample.size()).isEqualTo(new Size(1, 2));
    assertThat(sample.image()).containsExactly(0, 1, 0.2f, 0, 1, 0.2f);
    assertThat(sample.mask()).containsExactly(1, 0);
    assertThat(pipeline.normalizedImage(image)).isEqualTo(sample.image());
  }

  @Test
  void transformsAnImageAloneAsForEvaluation() {
    TransformPipeline pipeline = TransformPipeline.evaluation(new Size(16, 32));
    RgbImage image = TinyImages.image(TinyImages.random(20, 20, 3, 3));
    GreyImage mask = TinyImages.mask(TinyImages.random(20, 20, 1, 3));
    assertThat(pipeline.normalizedImage(image))
        .hasSize(3 * 16 * 32)
        .isEqualTo(pipeline.apply("same", new ImageAndMask(image, mask), SEED).image());
  }

  @Test
  void refusesRandomTransformsOfAnImageAlone() {
    TransformPipeline pipeline =
        TransformPipeline.of(List.of(RESIZE, FLIP, ARRAYS, NORMALISE, CHANNELS_FIRST));
    RgbImage image = TinyImages.image(TinyImages.random(4, 4, 3, 1));
    assertThatThrownBy(() -> pipeline.normalizedImage(image))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "random_flip draws at random and belongs to training; a list for prediction holds"
                + " resize, tonumpy, normalize, totensor");
  }

  /** An image that equals its mask in every channel still does after all geometry. */
  @Property(tries = 40)
  void movesImageAndMaskTogether(@ForAll long run) {
    TransformPipeline pipeline =
        TransformPipeline.of(
            List.of(
                new Resize(new Size(24, 20)),
                new RandomScaleCrop(0.75, 1.25),
                FLIP,
                new RandomRotate(0, 359),
                ARRAYS,
                NORMALISE,
                CHANNELS_FIRST));
    ByteImage mask = TinyImages.random(30, 26, 1, run);
    ByteImage image = ByteImage.blank(30, 26, 3);
    for (int i = 0; i < image.samples().length; i++) {
      image.samples()[i] = mask.samples()[i / 3];
    }
    Sample sample =
        pipeline.apply(
            "x",
            new ImageAndMask(TinyImages.image(image), TinyImages.mask(mask)),
            new SampleSeed(run, 1, 2));
    int plane = 24 * 20;
    for (int i = 0; i < 3 * plane; i++) {
      assertThat(sample.image()[i]).isEqualTo(sample.mask()[i % plane]);
    }
  }

  @Test
  void repeatsBySeedAndVariesWithEachPart() {
    TransformPipeline pipeline = TransformPipeline.released(Size.square(32));
    RgbImage image = TinyImages.image(TinyImages.random(40, 40, 3, 1));
    GreyImage mask = TinyImages.mask(TinyImages.random(40, 40, 1, 1));
    byte[] before = image.samples().clone();
    float[] first =
        pipeline.apply("x", new ImageAndMask(image, mask), new SampleSeed(1, 2, 3)).image();
    assertThat(pipeline.apply("x", new ImageAndMask(image, mask), new SampleSeed(1, 2, 3)).image())
        .isEqualTo(first);
    assertThat(pipeline.apply("x", new ImageAndMask(image, mask), new SampleSeed(2, 2, 3)).image())
        .isNotEqualTo(first);
    assertThat(pipeline.apply("x", new ImageAndMask(image, mask), new SampleSeed(1, 3, 3)).image())
        .isNotEqualTo(first);
    assertThat(pipeline.apply("x", new ImageAndMask(image, mask), new SampleSeed(1, 2, 4)).image())
        .isNotEqualTo(first);
    assertThat(image.samples()).isEqualTo(before);
  }

  /** Off unless listed, and then the mask stays as it is. */
  @Test
  void recoloursTheImageOnly() {
    TransformPipeline plain = TransformPipeline.of(List.of(ARRAYS, NORMALISE, CHANNELS_FIRST));
    TransformPipeline colours =
        TransformPipeline.of(
            List.of(
                new StainAugmentation(0.2),
                new ColorJitter(0.2, 0.2, 0.2),
                new RandomGaussianBlur(),
                ARRAYS,
                NORMALISE,
                CHANNELS_FIRST));
    RgbImage image = TinyImages.image(TinyImages.random(12, 12, 3, 1));
    GreyImage mask = TinyImages.mask(TinyImages.random(12, 12, 1, 1));
    Sample before = plain.apply("x", new ImageAndMask(image, mask), SEED);
    Sample after = colours.apply("x", new ImageAndMask(image, mask), SEED);
    assertThat(after.image()).isNotEqualTo(before.image());
    assertThat(after.mask()).isEqualTo(before.mask());
  }
}
