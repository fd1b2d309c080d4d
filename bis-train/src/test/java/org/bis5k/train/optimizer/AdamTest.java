package org.bis5k.train.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.bis5k.testing.FormulaStream;
import org.bis5k.train.run.GoldenJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamTest {

  /** Golden values of PyTorch 1.13's Adam after each of 20 steps. */
  @ParameterizedTest
  @ValueSource(strings = {"adam", "adam_wd", "adam_tiny_lr", "adam_clip0.5"})
  void equalsTheReference(String name) {
    JsonNode truth = GoldenJson.read("/golden/adam.json").get(name);
    AdamOptions options = AdamOptions.DEFAULT;
    if (truth.has("weight_decay")) {
      options = options.withWeightDecay(truth.get("weight_decay").asDouble());
    }
    if (truth.has("clip")) {
      options = options.withClip(truth.get("clip").asDouble());
    }
    float[] p = FormulaStream.named("optim/param").floats(50);
    float[] m = new float[50];
    float[] v = new float[50];
    for (int t = 0; t < 20; t++) {
      float[] g = gradient(t);
      Adam.step(p, g, m, v, 0, 30, t + 1, options, truth.get("lr").asDouble());
      Adam.step(p, g, m, v, 30, 50, t + 1, options, truth.get("lr").asDouble());
      JsonNode after = truth.get("after_each_step").get(t);
      for (int i = 0; i < 50; i++) {
        assertThat((double) p[i])
            .as("%s, step %d, element %d", name, t, i)
            .isCloseTo(after.get(i).asDouble(), within(1e-6));
      }
    }
  }

  private static float[] gradient(int t) {
    float[] g = FormulaStream.named("optim/grad" + t).floats(50);
    for (int i = 0; i < g.length; i++) {
      g[i] = (float) ((double) g[i] * (t % 5 == 0 ? 10 : 0.01));
    }
    return g;
  }

  @Test
  void theFirstStepMovesByTheRateAgainstTheGradient() {
    float[] p = {1, 1, 1};
    Adam.step(
        p,
        new float[] {3, -0.2f, 0},
        new float[3],
        new float[3],
        0,
        3,
        1,
        AdamOptions.DEFAULT,
        0.25);
    assertThat(p).containsExactly(new float[] {0.75f, 1.25f, 1}, within(1e-6f));
  }

  @Test
  void leavesElementsOutsideTheSliceAlone() {
    float[] p = {1, 1, 1};
    float[] m = new float[3];
    float[] v = new float[3];
    float[] g = {1, 1, 1};
    Adam.step(p, g, m, v, 1, 2, 1, AdamOptions.DEFAULT, 0.5);
    assertThat(p).containsExactly(new float[] {1, 0.5f, 1}, within(1e-6f));
    assertThat(m[0]).isZero();
    assertThat(v[2]).isZero();
    assertThat(g).containsExactly(1, 1, 1);
  }

  @Test
  void refusesImpossibleValues() {
    float[] one = new float[1];
    assertThatThrownBy(() -> Adam.step(one, one, one, one, 0, 1, 0, AdamOptions.DEFAULT, 1))
        .hasMessage("Adam's steps count from 1; found 0");
    assertThatThrownBy(
            () -> Adam.step(one, one, new float[0], one, 0, 1, 1, AdamOptions.DEFAULT, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new AdamOptions(1, 0.999, 1e-8, 0, 1))
        .hasMessage("Adam's betas lie in [0, 1); found 1.0 and 0.999");
    assertThatThrownBy(() -> new AdamOptions(0.9, 0.999, 0, -1, 0))
        .hasMessage(
            "Adam needs epsilon > 0, weight decay >= 0 and clip > 0; found 0.0, -1.0 and 0.0");
  }
}
