package org.bis5k.model.weights;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks that two weight files hold the same names in the same order, with the same bits. */
public final class SameWeights {

  private SameWeights() {}

  public static void check(WeightFile actual, WeightFile expected) {
    assertThat(actual.tensors().keySet()).containsExactlyElementsOf(expected.tensors().keySet());
    expected
        .tensors()
        .forEach(
            (name, tensor) ->
                assertThat(actual.tensors().get(name).isIdenticalTo(tensor)).as(name).isTrue());
  }
}
