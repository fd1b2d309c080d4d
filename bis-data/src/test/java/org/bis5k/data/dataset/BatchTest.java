package org.bis5k.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bis5k.data.Sample;
import org.bis5k.data.Size;
import org.junit.jupiter.api.Test;

class BatchTest {

  @Test
  void stacksInOrder() {
    Size size = new Size(1, 2);
    Sample a = Sample.of("a", size, new float[] {1, 2, 3, 4, 5, 6}, new float[] {0, 1});
    Sample b = Sample.of("b", size, new float[] {7, 8, 9, 10, 11, 12}, new float[] {1, 0.5f});
    Batch batch = Batch.of(List.of(a, b));
    assertThat(batch.names()).containsExactly("a", "b");
    assertThat(batch.count()).isEqualTo(2);
    assertThat(batch.size()).isEqualTo(size);
    assertThat(batch.images()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(batch.masks()).containsExactly(0, 1, 1, 0.5f);
  }

  @Test
  void otherSizesAndNothingAreRefused() {
    Sample a = Sample.of("a", new Size(1, 1), new float[3], new float[1]);
    Sample b = Sample.of("b", new Size(1, 2), new float[6], new float[2]);
    assertThatThrownBy(() -> Batch.of(List.of(a, b)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A batch needs samples of one size: a is 1x1, b is 1x2");
    assertThatThrownBy(() -> Batch.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A batch needs at least one sample; found none");
  }
}
