package org.bis5k.data.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bis5k.data.ByteImage;
import org.junit.jupiter.api.Test;

class NormalizationTest {

  /** Two pixels, means 0, 0.5, 1 and deviations 1, 0.5, 2: channels first. */
  @Test
  void putsChannelsFirst() {
    Normalization normalization =
        new Normalization(new ArrayStep.Normalize(List.of(0.0, 0.5, 1.0), List.of(1.0, 0.5, 2.0)));
    byte[] samples = {0, 0, 0, -1, -1, -1};
    assertThat(normalization.image(ByteImage.of(2, 1, 3, samples)))
        .containsExactly(0, 1, -1, 1, -0.5f, 0);
  }

  /** Each step rounds to float: 0.2f - 0.485 and then / 0.229. */
  @Test
  void roundsEveryStepToFloat() {
    Normalization normalization =
        new Normalization(
            new ArrayStep.Normalize(List.of(0.485, 0.485, 0.485), List.of(0.229, 0.229, 0.229)));
    float centred = (float) (0.2f - 0.485);
    float expected = (float) (centred / 0.229);
    assertThat(normalization.image(ByteImage.of(1, 1, 3, new byte[] {51, 51, 51})))
        .containsExactly(expected, expected, expected);
  }

  @Test
  void mapsMasksToTheUnitInterval() {
    ByteImage mask = TinyImages.grey(TinyImages.row(0, 51, 128, 255));
    assertThat(Normalization.mask(mask)).containsExactly(0, 0.2f, (float) (128 / 255.0), 1);
  }
}
