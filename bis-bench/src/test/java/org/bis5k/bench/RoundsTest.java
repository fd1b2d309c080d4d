package org.bis5k.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoundsTest {

  @Test
  void worksTakeTurnsAndTheWarmUpDoesNotCount() {
    List<String> order = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    Map<String, Runnable> works = new LinkedHashMap<>();
    works.put("first", () -> order.add("f"));
    works.put("second", () -> order.add("s"));

    List<Measured> measured = new Rounds(works, Duration.ZERO, lines::add).measure(3);

    assertThat(order).hasSize(2 * (2 + 3)).startsWith("f", "s", "f", "s");
    assertThat(measured).extracting(Measured::name).containsExactly("first", "second");
    assertThat(measured.get(1).milliseconds()).hasSize(3).allMatch(time -> time >= 0);
    assertThat(lines).containsExactly("warming up", "round 1 of 3", "round 2 of 3", "round 3 of 3");
  }
}
