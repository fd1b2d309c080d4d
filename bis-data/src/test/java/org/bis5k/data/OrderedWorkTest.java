package org.bis5k.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderedWorkTest {

  private static final List<Integer> ITEMS = IntStream.range(0, 100).boxed().toList();

  @Test
  void keepsTheOrder() {
    assertThat(OrderedWork.map(ITEMS, 4, item -> 2 * item))
        .isEqualTo(IntStream.range(0, 100).map(item -> 2 * item).boxed().toList());
  }

  @Test
  void throwsTheFirstFailureAsItIs() {
    assertThatThrownBy(
            () ->
                OrderedWork.map(
                    ITEMS,
                    4,
                    item -> {
                      if (item >= 50) {
                        throw new InvalidInputException("item " + item);
                      }
                      return item;
                    }))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("item 50");
  }
}
