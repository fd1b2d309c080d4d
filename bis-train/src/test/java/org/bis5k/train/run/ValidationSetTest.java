package org.bis5k.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Optional;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.model.LogitFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationSetTest {

  @TempDir Path folder;

  private Optional<Validation> validation(String... settings) {
    String[] all = new String[settings.length + 1];
    all[0] =
        "Test.Dataset.transform_list={resize: {size: [16, 16]}, tonumpy: , normalize: , totensor: }";
    System.arraycopy(settings, 0, all, 1, settings.length);
    return ValidationSet.of(TinyTissue.config(folder, all));
  }

  /** Red minus blue, which is what foreground means in these images. */
  private static float[] redMinusBlue(float[] nchw, int count, Size size) {
    int pixels = (int) size.pixels();
    float[] logits = new float[count * pixels];
    for (int i = 0; i < logits.length; i++) {
      int at = i / pixels * 3 * pixels + i % pixels;
      logits[i] = nchw[at] - nchw[at + 2 * pixels];
    }
    return logits;
  }

  @Test
  void aPerfectPredictionScoresOneAndItsOppositeNothing() {
    TinyTissue.write(folder, 3);
    Validation dice =
        validation("Train.Validation.root=" + folder, "Train.Validation.metric=maxDic")
            .orElseThrow();
    assertThat(dice.score(ValidationSetTest::redMinusBlue)).isCloseTo(1, within(1e-9));
    Validation error =
        validation("Train.Validation.root=" + folder, "Train.Validation.metric=mae").orElseThrow();
    assertThat(error.score(ValidationSetTest::redMinusBlue)).isZero();
    LogitFunction opposite =
        (nchw, count, size) -> {
          float[] logits = redMinusBlue(nchw, count, size);
          for (int i = 0; i < logits.length; i++) {
            logits[i] = -logits[i];
          }
          return logits;
        };
    assertThat(error.score(opposite)).isEqualTo(-1);
  }

  @Test
  void isOffWithoutARootAndRefusesAMissingOne() {
    assertThat(validation()).isEmpty();
    assertThatThrownBy(() -> validation("Train.Validation.root=" + folder.resolve("none")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("none");
  }
}
