package org.bis5k.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bis5k.data.Size;
import org.junit.jupiter.api.Test;

class TransformTest {

  private static void refused(ThrowingCallable construction, String message) {
    assertThatThrownBy(construction)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void scaleRangesArePositiveAndOrdered() {
    refused(
        () -> new RandomScaleCrop(1.25, 0.75),
        "random_scale_crop: the range needs 0 < low <= high; found [1.25, 0.75)");
    refused(
        () -> new RandomScaleCrop(0, 1),
        "random_scale_crop: the range needs 0 < low <= high; found [0.0, 1.0)");
    refused(
        () -> new RandomScaleCrop(1, Double.NaN),
        "random_scale_crop: the range needs 0 < low <= high; found [1.0, NaN)");
  }

  @Test
  void integerRangesAreNotEmpty() {
    refused(
        () -> new RandomRotate(90, 90),
        "random_rotate: the range needs low < high; found [90, 90)");
    refused(
        () -> new RandomDilationErosion(0, 5),
        "random_dilation_erosion: the kernel range needs 1 <= low < high; found [0, 5)");
    refused(
        () -> new RandomDilationErosion(5, 2),
        "random_dilation_erosion: the kernel range needs 1 <= low < high; found [5, 2)");
  }

  @Test
  void enhancementsOccurOnce() {
    refused(
        () -> new RandomImageEnhance(List.of()),
        "random_image_enhance: methods needs one or more of contrast, sharpness, brightness, each"
            + " once; found []");
    refused(
        () -> new RandomImageEnhance(List.of(Enhancement.CONTRAST, Enhancement.CONTRAST)),
        "random_image_enhance: methods needs one or more of contrast, sharpness, brightness, each"
            + " once; found [contrast, contrast]");
  }

  @Test
  void normalisationNeedsThreeChannels() {
    List<Double> three = List.of(0.5, 0.5, 0.5);
    refused(
        () -> new ArrayStep.Normalize(List.of(0.5), three),
        "normalize: mean needs 3 finite values (R, G, B); found [0.5]");
    refused(
        () -> new ArrayStep.Normalize(three, List.of(0.5, 0.0, 0.5)),
        "normalize: std needs 3 positive values (R, G, B); found [0.5, 0.0, 0.5]");
  }

  @Test
  void strengthsAreShares() {
    refused(
        () -> new StainAugmentation(1),
        "stain_augmentation: strength needs 0 <= value < 1; found 1.0");
    refused(
        () -> new ColorJitter(0.1, -0.1, 0.1),
        "colour_jitter: contrast needs 0 <= value < 1; found -0.1");
  }

  @Test
  void listsAreCopied() {
    List<Enhancement> methods = new ArrayList<>(List.of(Enhancement.CONTRAST));
    RandomImageEnhance enhance = new RandomImageEnhance(methods);
    methods.clear();
    assertThat(enhance.methods()).containsExactly(Enhancement.CONTRAST);
  }

  @Test
  void keysAreThoseOfTheReleasedFile() {
    assertThat(TransformPipeline.released(Size.square(352)).transforms())
        .extracting(Transform::key)
        .containsExactly(
            "resize",
            "random_scale_crop",
            "random_flip",
            "random_rotate",
            "random_image_enhance",
            "random_dilation_erosion",
            "tonumpy",
            "normalize",
            "totensor");
    assertThat(new RandomGaussianBlur().key()).isEqualTo("random_gaussian_blur");
    assertThat(new StainAugmentation(0.05).key()).isEqualTo("stain_augmentation");
    assertThat(new ColorJitter(0, 0, 0).key()).isEqualTo("colour_jitter");
  }
}
