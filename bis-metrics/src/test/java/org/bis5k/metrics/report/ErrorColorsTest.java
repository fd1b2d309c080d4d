package org.bis5k.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.metrics.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorColorsTest {

  @Test
  void eachKindOfPixelHasItsColour() {
    byte[] black = new byte[12];
    RgbImage overlay =
        ErrorColors.overlay(
            RgbImage.of(new Size(1, 4), black), Pictures.mask("##.."), Pictures.mask("#.#."));
    byte[] expected = new byte[12];
    ErrorColors[] pixels = {ErrorColors.FOUND, ErrorColors.FALSE_ALARM, ErrorColors.MISSED};
    for (int i = 0; i < 9; i++) {
      expected[i] = (byte) Math.round(0.8 * pixels[i / 3].channel(i % 3));
    }
    assertThat(overlay.samples()).containsExactly(expected);
    assertThat(ErrorColors.FOUND.css()).isEqualTo("#56b4e9");
  }

  @Test
  void whereNothingIsTheImageStaysAsDarkGrey() {
    byte[] white = new byte[3];
    Arrays.fill(white, (byte) 255);
    RgbImage overlay =
        ErrorColors.overlay(
            RgbImage.of(Size.square(1), white), Pictures.mask("."), Pictures.mask("."));
    assertThat(overlay.samples()).containsOnly(102);
  }

  /**
   * Full dichromacies in linear RGB (Machado, Oliveira and Fernandes 2009,
   * doi:10.1109/TVCG.2009.113), and no colour vision at all.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 0 0 0 1 0 0 0 1",
        "0.152286 1.052583 -0.204868 0.114503 0.786281 0.099216 -0.003882 -0.048116 1.051998",
        "0.367322 0.860646 -0.227968 0.280085 0.672501 0.047413 -0.011820 0.042940 0.968881",
        "1.255528 -0.076749 -0.178779 -0.078411 0.930809 0.147602 0.004733 0.691367 0.303900",
        "0.2126 0.7152 0.0722 0.2126 0.7152 0.0722 0.2126 0.7152 0.0722"
      })
  void everyKindOfColourVisionTellsThemApart(String matrix) {
    double[] m = Arrays.stream(matrix.split(" ")).mapToDouble(Double::parseDouble).toArray();
    List<double[]> seen = new ArrayList<>();
    for (ErrorColors color : ErrorColors.values()) {
      seen.add(seen(m, color.channel(0), color.channel(1), color.channel(2)));
    }
    seen.add(seen(m, 0x60, 0x60, 0x60));
    for (int i = 0; i < seen.size(); i++) {
      for (int j = 0; j < i; j++) {
        double squares = 0;
        for (int c = 0; c < 3; c++) {
          squares += Math.pow(seen.get(i)[c] - seen.get(j)[c], 2);
        }
        assertThat(Math.sqrt(squares)).as(i + " and " + j).isGreaterThan(40);
      }
    }
  }

  /** A colour as seen, as sRGB levels. */
  private static double[] seen(double[] matrix, int... rgb) {
    double[] levels = new double[3];
    for (int row = 0; row < 3; row++) {
      double linear = 0;
      for (int c = 0; c < 3; c++) {
        linear += matrix[3 * row + c] * Math.pow(rgb[c] / 255.0, 2.2);
      }
      levels[row] = 255 * Math.pow(Math.max(0, Math.min(1, linear)), 1 / 2.2);
    }
    return levels;
  }
}
