package org.bis5k.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.bis5k.data.GreyImage;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.junit.jupiter.api.Test;

class ContactSheetTest {

  private static final int TOP = 22 + 22; // heads, and the row's label

  @Test
  void putsImageTruthPredictionAndOutlinesSideBySide() {
    Size size = Size.square(192);
    byte[] image = new byte[3 * 192 * 192];
    Arrays.fill(image, (byte) 100);
    byte[] truth = new byte[192 * 192];
    Arrays.fill(truth, 0, 192 * 10, (byte) 255); // the upper ten rows
    byte[] prediction = new byte[192 * 192];
    ContactSheet.Row row =
        new ContactSheet.Row(
            "a",
            RgbImage.of(size, image),
            GreyImage.of(size, truth),
            GreyImage.of(size, prediction));
    RgbImage sheet = ContactSheet.of(List.of(row));
    assertThat(sheet.size()).isEqualTo(new Size(22 + 192 + 22 + 8, 4 * 200 + 8));
    assertThat(pixel(sheet, TOP, 8)).containsExactly(100, 100, 100);
    assertThat(pixel(sheet, TOP + 9, 208)).containsExactly(255, 255, 255);
    assertThat(pixel(sheet, TOP + 10, 208)).containsExactly(0, 0, 0);
    assertThat(pixel(sheet, TOP, 408)).containsExactly(0, 0, 0);
    assertThat(pixel(sheet, TOP + 9, 608)).containsExactly(0, 200, 80);
    assertThat(pixel(sheet, TOP + 8, 608)).containsExactly(0, 200, 80);
    assertThat(pixel(sheet, TOP + 7, 608)).containsExactly(100, 100, 100);
    assertThat(pixel(sheet, TOP, 4)).containsExactly(255, 255, 255);
  }

  private static int[] pixel(RgbImage image, int y, int x) {
    int at = 3 * (y * image.size().width() + x);
    byte[] samples = image.samples();
    return new int[] {samples[at] & 0xFF, samples[at + 1] & 0xFF, samples[at + 2] & 0xFF};
  }

  @Test
  void drawsLettersFromItsTable() {
    StringBuilder dots = new StringBuilder();
    for (int y = 0; y < PixelFont.HEIGHT; y++) {
      for (int x = 0; x < 2 * PixelFont.ADVANCE; x++) {
        dots.append(PixelFont.at("1L", x, y) ? '#' : '.');
      }
      dots.append('\n');
    }
    assertThat(dots)
        .hasToString(
            """
            ..#....##...
            .##.....#...
            ..#.....#...
            ..#.....#...
            ..#.....#...
            ..#.....#...
            .###...###..
            ............
            """);
  }
}
