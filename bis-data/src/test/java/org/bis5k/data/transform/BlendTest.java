package org.bis5k.data.transform;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class BlendTest {

  /** Float rounding makes 63 of 1.05f * 60 only if the degenerate sample is large enough. */
  @Test
  void factorsThatRoundToIntegersHaveNoSlope() {
    Blend blend = new Blend(1.05);
    assertThat(blend.at(0, 60)).isEqualTo(62);
    assertThat(blend.at(100, 160)).isEqualTo(163);
    assertThat(blend.hasSlope()).isFalse();
  }

  @Test
  void mostFactorsHaveASlope() {
    int without = 0;
    for (int i = 0; i < 1000; i++) {
      without += new Blend(1 + 0.1 * ((i * 0.6180339887) % 1)).hasSlope() ? 0 : 1;
    }
    assertThat(without).isBetween(1, 20);
    assertThat(new Blend(1).hasSlope()).isTrue();
    assertThat(new Blend(2.5).hasSlope()).as("beyond what fits an int").isFalse();
  }

  @Property(tries = 60)
  void theSlopeGivesEveryBlend(@ForAll @DoubleRange(min = 0, max = 2) double factor) {
    Blend blend = new Blend(factor);
    if (blend.hasSlope()) {
      for (int degenerate = 0; degenerate < 256; degenerate++) {
        for (int own = 0; own < 256; own++) {
          int found = Blend.bySlope(degenerate, own, blend.slope());
          if (found != blend.at(degenerate, own)) {
            assertThat(found)
                .as("%s: %d on %d", factor, own, degenerate)
                .isEqualTo(blend.at(degenerate, own));
          }
        }
      }
    }
  }
}
