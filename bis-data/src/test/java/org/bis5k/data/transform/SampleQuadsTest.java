package org.bis5k.data.transform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleQuadsTest {

  /** The first sample is the lowest byte, wherever it lies. */
  @ParameterizedTest
  @CsvSource({"0, 0x04030201", "1, 0x05040302", "2, 0x06050403", "3, 0x07060504", "4, 0x08070605"})
  void readsFourFromAnywhere(int at, int expected) {
    int[] quad = new int[1];
    SampleQuads.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}).get(at, quad);
    assertThat(quad).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2", "3"})
  void writesThroughToTheArray(int at) {
    byte[] samples = new byte[12];
    int[] quads = {0x80000001, 0x00ff0002};
    SampleQuads.of(samples).put(at, quads);
    byte[] expected = new byte[12];
    System.arraycopy(new byte[] {1, 0, 0, -128, 2, 0, -1, 0}, 0, expected, at, 8);
    assertThat(samples).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "4, 1", "5, 2", "8, 2"})
  void countsQuadsRoundedUp(int samples, int quads) {
    assertThat(SampleQuads.count(samples)).isEqualTo(quads);
  }
}
