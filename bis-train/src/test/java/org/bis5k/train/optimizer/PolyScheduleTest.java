package org.bis5k.train.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bis5k.train.run.GoldenJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolyScheduleTest {

  /** Golden values of the released schedule in double precision. */
  @ParameterizedTest
  @ValueSource(strings = {"released", "short", "no_warmup", "warmup_longer"})
  void equalsTheReference(String name) {
    JsonNode truth = GoldenJson.read("/golden/poly_lr.json").get(name);
    PolySchedule schedule =
        new PolySchedule(
            truth.get("iterations").asLong(),
            truth.get("gamma").asDouble(),
            truth.get("minimum").asDouble(),
            truth.get("warmup").asLong());
    assertThat(truth.get("at")).isNotEmpty();
    for (JsonNode at : truth.get("at")) {
      assertThat(schedule.rate(truth.get("base").asDouble(), at.get(0).asLong()))
          .as("%s at %s", name, at.get(0))
          .isCloseTo(at.get(1).asDouble(), within(1e-12));
    }
  }

  @Test
  void decaysLinearlyWithGammaOne() {
    PolySchedule schedule = new PolySchedule(4, 1, 0, 0);
    assertThat(schedule.rate(8, 0)).isEqualTo(8);
    assertThat(schedule.rate(8, 1)).isEqualTo(6);
    assertThat(schedule.rate(8, 3)).isEqualTo(2);
    assertThat(schedule.rate(8, 4)).isZero();
  }

  @Test
  void staysAtTheMinimumBeyondTheLastIteration() {
    PolySchedule schedule = new PolySchedule(10, 0.9, 1e-7, 0);
    assertThat(schedule.rate(1e-3, 10)).isEqualTo(1e-7);
    assertThat(schedule.rate(1e-3, 1_000_000)).isEqualTo(1e-7);
  }

  @Property
  void neverExceedsTheBase(
      @ForAll @IntRange(max = 200) int t, @ForAll @IntRange(max = 50) int warm) {
    double rate = new PolySchedule(100, 0.9, 1e-7, warm).rate(1e-3, t);
    assertThat(rate).isBetween(1e-7, 1e-3);
  }

  @Test
  void refusesImpossibleValues() {
    assertThatThrownBy(() -> new PolySchedule(0, 0.9, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A schedule needs at least 1 iteration and no negative warm-up; found 0 and 0");
    assertThatThrownBy(() -> new PolySchedule(1, 0, -1, 0))
        .hasMessage(
            "A schedule needs a positive gamma and no negative minimum; found 0.0 and -1.0");
    assertThatThrownBy(() -> new PolySchedule(1, 1, 0, 0).rate(1, -1))
        .hasMessage("Iterations count from 0; found -1");
  }
}
