package org.bis5k.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "yes"})
  void noColourWhenAskedNotTo(String value) {
    assertThat(Terminal.colour(true, Map.of("NO_COLOR", value))).isFalse();
  }

  @Test
  void colourOnTerminalsOnly() {
    assertThat(Terminal.colour(true, Map.of("NO_COLOR", ""))).isTrue();
    assertThat(Terminal.colour(true, Map.of())).isTrue();
    assertThat(Terminal.colour(false, Map.of())).isFalse();
    assertThat(Terminal.colour(true, Map.of("TERM", "dumb"))).isFalse();
  }
}
