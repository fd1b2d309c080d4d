package org.bis5k.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.bis5k.data.Size;
import org.bis5k.testing.FormulaStream;
import org.bis5k.testing.Npy;
import org.bis5k.train.run.GoldenJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SegmentationLossTest {

  private static final Size PIXEL = Size.square(1);

  @Test
  void countsByHandAtLogitZero() {
    // q = 1/2 and b = ln 2 everywhere; one pixel of each kind
    float[] masks = {1, 0};
    float[] logits = {0, 0};
    Size size = new Size(1, 2);
    double b = Math.log(2);
    assertThat(loss(SegmentationLoss.MSE, masks, size, logits)).isEqualTo(0.5);
    assertThat(loss(SegmentationLoss.DICE_BCE, masks, size, logits))
        .isCloseTo(b + 0.5 * (1 - 2 / 2.5) + 0.5 * (1 - 1 / 1.5), within(1e-12));
    // TP 0.5, FP 0.5, FN 0.5
    assertThat(loss(SegmentationLoss.TVERSKY, masks, size, logits))
        .isCloseTo(0.25 * 0.25, within(1e-12));
    assertThat(loss(SegmentationLoss.TVERSKY_BCE, masks, size, logits))
        .isCloseTo(0.0625 + b, within(1e-12));
    // the box mean is 1/961 at both pixels
    double inner = 1 + 5 * (1 - 1 / 961.0);
    double outer = 1 + 5 / 961.0;
    double iou = (inner * (1 - 1.5 / 2) + outer * (1 - 1 / 1.5)) / (inner + outer);
    assertThat(loss(SegmentationLoss.BCE_IOU, masks, size, logits))
        .isCloseTo(b + iou, within(1e-7));
  }

  /** Golden values of PyTorch 1.13 in double precision. */
  @ParameterizedTest
  @EnumSource
  void equalsTheReference(SegmentationLoss loss) throws IOException {
    float[] masks = floats(Npy.resource(getClass(), "/golden/loss.mask.npy"));
    float[] logits = floats(Npy.resource(getClass(), "/golden/loss.pred.npy"));
    double[] truth = Npy.resource(getClass(), "/golden/loss_" + loss.key() + ".grad.npy").values();
    float[] gradient = new float[masks.length];
    double value = loss.target(masks, 2, new Size(40, 36)).evaluate(logits, gradient);
    assertThat(value)
        .isCloseTo(GoldenJson.read("/golden/losses.json").get(loss.key()).asDouble(), within(1e-6));
    double largest = 0;
    for (double t : truth) {
      largest = Math.max(largest, Math.abs(t));
    }
    for (int i = 0; i < truth.length; i++) {
      assertThat((double) gradient[i])
          .as("%s, element %d", loss, i)
          .isCloseTo(truth[i], within(1e-6 * largest));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theGradientIsTheDerivative(SegmentationLoss loss) {
    Size size = new Size(5, 4);
    float[] masks = FormulaStream.named("loss/mask").floats(40);
    float[] logits = FormulaStream.named("loss/logits").floats(40);
    for (int i = 0; i < 40; i++) {
      masks[i] = Math.abs(masks[i]);
      logits[i] *= 4;
    }
    LossTarget target = loss.target(masks, 2, size);
    float[] gradient = new float[40];
    target.evaluate(logits, gradient);
    for (int i = 0; i < 40; i++) {
      float[] up = logits.clone();
      float[] down = logits.clone();
      up[i] += 0x1p-10f;
      down[i] -= 0x1p-10f;
      double slope = (target.value(up) - target.value(down)) / ((double) up[i] - down[i]);
      assertThat((double) gradient[i]).as("%s, %d", loss, i).isCloseTo(slope, within(1e-6));
    }
  }

  @ParameterizedTest
  @EnumSource
  void isFiniteAtExtremeLogits(SegmentationLoss loss) {
    float[] logits = {1e4f, -1e4f, 1e4f, -1e4f};
    float[] gradient = new float[4];
    double value =
        loss.target(new float[] {1, 0, 0, 1}, 1, Size.square(2)).evaluate(logits, gradient);
    assertThat(value).isFinite();
    for (float g : gradient) {
      assertThat(g).isFinite();
    }
  }

  @ParameterizedTest
  @EnumSource
  void passesNotANumberOn(SegmentationLoss loss) {
    assertThat(loss.target(new float[] {1}, 1, PIXEL).value(new float[] {Float.NaN})).isNaN();
  }

  @ParameterizedTest
  @EnumSource
  void repeatsToTheLastBitOnManyBlocks(SegmentationLoss loss) {
    Size size = Size.square(160);
    float[] masks = FormulaStream.named("many/mask").floats(2 * 160 * 160);
    for (int i = 0; i < masks.length; i++) {
      masks[i] = masks[i] > 0 ? 1 : 0;
    }
    float[] logits = FormulaStream.named("many/logits").floats(masks.length);
    float[] first = new float[masks.length];
    float[] second = new float[masks.length];
    double a = loss.target(masks, 2, size).evaluate(logits, first);
    double b = loss.target(masks, 2, size).evaluate(logits, second);
    assertThat(a).isEqualTo(b);
    assertThat(first).isEqualTo(second);
  }

  @Test
  void refusesArraysOfAnotherLength() {
    assertThatThrownBy(() -> SegmentationLoss.MSE.target(new float[3], 1, Size.square(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 masks of 2x2 do not have 3 elements");
    LossTarget target = SegmentationLoss.TVERSKY.target(new float[4], 1, Size.square(2));
    assertThatThrownBy(() -> target.value(new float[3]))
        .hasMessage("The masks have 4 elements; found 3 logits");
    assertThatThrownBy(() -> target.evaluate(new float[4], new float[5]))
        .hasMessage("The masks have 4 elements; found 4 logits and a gradient of 5");
  }

  @Test
  void namesTheKnownLosses() {
    assertThat(SegmentationLoss.of("bce_iou")).isEqualTo(SegmentationLoss.BCE_IOU);
    assertThatThrownBy(() -> SegmentationLoss.of("focal"))
        .hasMessage("Unknown loss 'focal'; known: mse, bce_iou, dice_bce, tversky, tversky_bce");
  }

  private static double loss(SegmentationLoss loss, float[] masks, Size size, float[] logits) {
    return loss.target(masks, 1, size).value(logits);
  }

  private static float[] floats(Npy npy) {
    float[] values = new float[npy.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) npy.values()[i];
    }
    return values;
  }
}
