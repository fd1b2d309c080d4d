package org.bis5k.model;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks that two weight files hold the same names in the same order, with the same bits. */
final class SameWeights {

  private SameWeights() {}

  static void check(WeightFile actual, WeightFile expected) {
    assertThat(actual.tensors().keySet()).containsExactlyElementsOf(expected.tensors().keySet());
    expected
        .tensors()
        .forEach(
            (name, tensor) ->
                assertThat(actual.tensors().get(name).isIdenticalTo(tensor)).as(name).isTrue());
  }
}
