package org.bis5k.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MaskRegionsTest {

  @Test
  void smallIslandsAndHolesGoAndLargeRegionsStay() {
    String before =
        """
        #....#
        .###..
        .#.#..
        .###.#
        .....#
        """;
    String after =
        """
        ......
        .###..
        .###..
        .###..
        ......
        """;
    assertThat(drop(before, 3)).isEqualTo(after);
  }

  @Test
  void aRegionOfExactlyTheSmallestSizeStays() {
    String row = "##....\n";

    assertThat(drop(row, 2)).isEqualTo(row);
    assertThat(drop(row, 3)).isEqualTo("......\n");
  }

  @Test
  void diagonalNeighboursAreTwoRegions() {
    assertThat(drop("#...\n.#..\n....\n", 2)).isEqualTo("....\n....\n....\n");
  }

  /** The arms of a comb meet in the last row. */
  @Test
  void pixelsOfARegionShareItsNumber() {
    String[] rows = {"#.#.#", "#.#..", "###.#"};
    boolean[] pixels = pixels(rows);
    byte[] samples = new byte[pixels.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (pixels[i] ? 255 : 0);
    }
    MaskRegions regions = MaskRegions.of(Mask.of(GreyImage.of(new Size(3, 5), samples)));
    assertThat(regions.at(0, 2)).isEqualTo(regions.at(0, 0)).isEqualTo(regions.at(2, 1));
    assertThat(Set.of(regions.at(0, 0), regions.at(0, 4), regions.at(2, 4))).hasSize(3);
  }

  private static boolean[] pixels(String... lines) {
    boolean[] mask = new boolean[lines.length * lines[0].length()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = lines[i / lines[0].length()].charAt(i % lines[0].length()) == '#';
    }
    return mask;
  }

  private static String drop(String picture, int smallest) {
    String[] lines = picture.split("\n");
    Size size = new Size(lines.length, lines[0].length());
    boolean[] mask = pixels(lines);
    MaskRegions.invertSmall(mask, size, smallest);
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < mask.length; i++) {
      result.append(mask[i] ? '#' : '.').append((i + 1) % size.width() == 0 ? "\n" : "");
    }
    return result.toString();
  }
}
