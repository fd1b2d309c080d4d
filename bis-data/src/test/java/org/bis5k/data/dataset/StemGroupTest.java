package org.bis5k.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StemGroupTest {

  private static final Path A_PNG = Path.of("images", "a.png");
  private static final Path A_JPG = Path.of("images", "a.jpg");
  private static final Path C_PNG = Path.of("images", "c.png");
  private static final Path A_MASK = Path.of("masks", "a.tif");
  private static final Path B_MASK = Path.of("masks", "b.png");

  @Test
  void groupsByStemInItsOrder() {
    assertThat(StemGroup.of(List.of(C_PNG, A_JPG, A_PNG), List.of(B_MASK, A_MASK)))
        .containsExactly(
            new StemGroup("a", List.of(A_JPG, A_PNG), List.of(A_MASK)),
            new StemGroup("b", List.of(), List.of(B_MASK)),
            new StemGroup("c", List.of(C_PNG), List.of()));
  }

  @Test
  void reportsTheFilesAfterTheFirst() {
    List<String> problems = new ArrayList<>();
    StemGroup.of(List.of(A_JPG, A_PNG), List.of(A_MASK))
        .get(0)
        .reportDuplicates((file, problem) -> problems.add(file + ": " + problem));
    assertThat(problems)
        .containsExactly(A_PNG + ": has the same stem as " + A_JPG + "; keep one of them");
  }
}
