package org.bis5k.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import org.bis5k.data.Size;
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

  private static String drop(String picture, int smallest) {
    String[] lines = picture.split("\n");
    Size size = new Size(lines.length, lines[0].length());
    boolean[] mask = new boolean[(int) size.pixels()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = lines[i / size.width()].charAt(i % size.width()) == '#';
    }
    MaskRegions.dropSmall(mask, size, smallest);
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < mask.length; i++) {
      result.append(mask[i] ? '#' : '.').append((i + 1) % size.width() == 0 ? "\n" : "");
    }
    return result.toString();
  }
}
