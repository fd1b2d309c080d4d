package org.bis5k.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.bis5k.data.transform.TinyImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OrientationTest {

  private static final ByteImage PICTURE =
      TinyImages.grey(TinyImages.row(1, 2, 3), TinyImages.row(4, 5, 6));

  @ParameterizedTest
  @CsvSource({
    "UPRIGHT, 3, 123456",
    "MIRRORED, 3, 321654",
    "FLIPPED, 3, 456123",
    "ROTATED_180, 3, 654321",
    "TRANSPOSED, 2, 142536",
    "ROTATED_90, 2, 362514",
    "ROTATED_270, 2, 415263",
    "TRANSVERSED, 2, 635241"
  })
  void turnsTwoRowsOfThree(Orientation orientation, int width, String expected) {
    ByteImage turned = orientation.turn(PICTURE);
    assertThat(turned.width()).isEqualTo(width);
    StringBuilder digits = new StringBuilder();
    for (byte sample : turned.samples()) {
      digits.append(sample);
    }
    assertThat(digits).hasToString(expected);
  }

  @Test
  void keepsTheChannelsOfAPixelTogether() {
    ByteImage rgb = ByteImage.of(2, 1, 3, new byte[] {1, 2, 3, 4, 5, 6});
    assertThat(Orientation.MIRRORED.turn(rgb).samples()).containsExactly(4, 5, 6, 1, 2, 3);
  }

  @ParameterizedTest
  @EnumSource
  void planesAreTurnedLikeImages(Orientation orientation) {
    float[] planes = {1, 2, 3, 4, 5, 6, 7, 8};
    byte[] first = {1, 2, 3, 4};
    byte[] turned = orientation.turn(ByteImage.of(2, 2, 1, first)).samples();
    float[] expected = new float[8];
    for (int i = 0; i < 4; i++) {
      expected[i] = turned[i];
      expected[4 + i] = turned[i] + 4;
    }
    assertThat(orientation.turn(planes, 2)).containsExactly(expected);
    float[] sums = new float[8];
    orientation.addTurnedBack(sums, orientation.turn(planes, 2), 2);
    assertThat(sums).containsExactly(planes);
  }
}
