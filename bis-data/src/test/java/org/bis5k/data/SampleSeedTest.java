package org.bis5k.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SampleSeedTest {

  @Test
  void repeatsItsSequence() {
    SampleSeed seed = new SampleSeed(7, 3, 11);
    assertThat(seed.random().longs(5).toArray()).isEqualTo(seed.random().longs(5).toArray());
  }

  @Test
  void neighboursNeverShareTheirFirstDraw() {
    Set<Long> firsts = new HashSet<>();
    for (long run = -2; run < 6; run++) {
      for (int epoch = 0; epoch < 20; epoch++) {
        for (int index = 0; index < 100; index++) {
          firsts.add(new SampleSeed(run, epoch, index).random().nextLong());
        }
      }
    }
    assertThat(firsts).hasSize(8 * 20 * 100);
  }

  @Test
  void swappedNumbersDiffer() {
    assertThat(new SampleSeed(1, 2, 3).random().nextLong())
        .isNotEqualTo(new SampleSeed(1, 3, 2).random().nextLong())
        .isNotEqualTo(new SampleSeed(2, 1, 3).random().nextLong());
  }

  @Test
  void firstDrawsOfNeighboursAreUniformAndUncorrelated() {
    int count = 20_000;
    double sum = 0;
    double product = 0;
    double previous = new SampleSeed(0, 0, 0).random().nextDouble() - 0.5;
    for (int i = 1; i <= count; i++) {
      double next = new SampleSeed(0, i / 5000, i % 5000).random().nextDouble() - 0.5;
      sum += next;
      product += next * previous;
      previous = next;
    }
    // Five standard errors: 5 * sqrt(1/12 / 20000) and 5 * (1/12) / sqrt(20000).
    assertThat(sum / count).isCloseTo(0, within(0.0102));
    assertThat(product / count).isCloseTo(0, within(0.00295));
  }

  @Test
  void negativePositionsAreRefused() {
    assertThatThrownBy(() -> new SampleSeed(0, -1, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("An epoch and an index count from 0; found epoch -1, index 4");
  }
}
