package org.bis5k.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bis5k.data.transform.TinyImages.grey;
import static org.bis5k.data.transform.TinyImages.row;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bis5k.data.ByteImage;
import org.bis5k.data.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResamplingTest {

  private static ByteImage bilinear(ByteImage in, int width, int height) {
    return Resampling.resize(in, new Size(height, width), ResampleFilter.BILINEAR);
  }

  /** Two equal weights; one half rounds up. */
  @Test
  void halvesTwoPixels() {
    assertThat(bilinear(grey(row(10, 20)), 1, 1)).isEqualTo(grey(row(15)));
    assertThat(bilinear(grey(row(10, 21)), 1, 1)).isEqualTo(grey(row(16)));
    assertThat(bilinear(grey(row(10), row(21)), 1, 1)).isEqualTo(grey(row(16)));
  }

  /** The triangle spans four pixels but is cut at the border: weights 3, 3, 1 of 7. */
  @Test
  void cutsAndRenormalisesTheWindowAtTheBorder() {
    assertThat(bilinear(grey(row(0, 70, 140, 210)), 2, 1)).isEqualTo(grey(row(50, 160)));
  }

  @Test
  void interpolatesBetweenPixelCentres() {
    assertThat(bilinear(grey(row(0, 100)), 4, 1)).isEqualTo(grey(row(0, 25, 75, 100)));
  }

  /** Bicubic weights of 255: -0.0882 (clipped), 0.2071, 0.7929, 1.0882 (clipped). */
  @Test
  void clipsWhatBicubicOvershoots() {
    ByteImage wide = Resampling.resize(grey(row(0, 255)), new Size(1, 4), ResampleFilter.BICUBIC);
    assertThat(wide).isEqualTo(grey(row(0, 53, 202, 255)));
  }

  /** Rows first and rounded: 0.5 becomes 1 in the second row, then the mean of 0 and 1 is 1. */
  @Test
  void roundsBetweenThePasses() {
    assertThat(bilinear(grey(row(0, 0), row(0, 1)), 1, 1)).isEqualTo(grey(row(1)));
  }

  @Test
  void keepsChannelsApart() {
    ByteImage pattern = TinyImages.random(13, 9, 1, 5);
    ByteImage resized = bilinear(TinyImages.rgb(pattern), 7, 11);
    assertThat(TinyImages.channel(resized, 0)).isEqualTo(bilinear(pattern, 7, 11));
    ByteImage blue = TinyImages.channel(TinyImages.rgb(pattern), 2);
    assertThat(TinyImages.channel(resized, 2)).isEqualTo(bilinear(blue, 7, 11));
  }

  @ParameterizedTest
  @EnumSource(ResampleFilter.class)
  void changesNothingAtTheSameSize(ResampleFilter filter) {
    ByteImage in = TinyImages.random(5, 4, 3, 1);
    assertThat(Resampling.resize(in, in.size(), filter)).isEqualTo(in);
  }

  /** 6 * 0.75 = 4.5 goes to 4, so one column of zeros on either side; 2 * 1.25 = 2.5 stays 2. */
  @Test
  void roundsTheScaledSizeHalfToEven() {
    ByteImage six = grey(row(9, 9, 9, 9, 9, 9), row(9, 9, 9, 9, 9, 9));
    assertThat(Resampling.scaleCrop(six, 0.75))
        .isEqualTo(grey(row(0, 9, 9, 9, 9, 0), row(0, 9, 9, 9, 9, 0)));
    ByteImage two = grey(row(1, 2), row(3, 4));
    assertThat(Resampling.scaleCrop(two, 1.25)).isEqualTo(two);
  }

  @Test
  void refusesAScaleThatLeavesNothing() {
    assertThatThrownBy(() -> Resampling.scaleCrop(grey(row(1, 2, 3)), 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Scale 0.1 leaves no pixel of an image of 1x3");
  }

  @Property(tries = 60)
  void constantsStayConstant(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 90) int newWidth,
      @ForAll @IntRange(min = 1, max = 90) int newHeight,
      @ForAll @IntRange(max = 255) int value,
      @ForAll ResampleFilter filter) {
    ByteImage in = ByteImage.blank(width, height, 3);
    Arrays.fill(in.samples(), (byte) value);
    ByteImage out = Resampling.resize(in, new Size(newHeight, newWidth), filter);
    assertThat(out.samples()).hasSize(3 * newWidth * newHeight).containsOnly(value);
  }

  /** The window of a crop is what cropping the whole resized raster gives. */
  @Property(tries = 60)
  void computesTheSeenWindowOnly(
      @ForAll @IntRange(min = 1, max = 30) int width,
      @ForAll @IntRange(min = 1, max = 30) int height,
      @ForAll @IntRange(min = 50, max = 200) int percent,
      @ForAll long seed) {
    double scale = percent / 100.0;
    ByteImage in = TinyImages.random(width, height, 1, seed);
    int newWidth = (int) Math.rint(width * scale);
    int newHeight = (int) Math.rint(height * scale);
    if (newWidth > 0 && newHeight > 0) {
      ByteImage whole =
          Resampling.resize(in, new Size(newHeight, newWidth), ResampleFilter.BICUBIC);
      assertThat(Resampling.scaleCrop(in, scale)).isEqualTo(CentreCrop.apply(whole, in.size()));
    }
  }
}
