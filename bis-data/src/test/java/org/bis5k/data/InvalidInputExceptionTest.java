package org.bis5k.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.bis5k.testing.ProcessorTime;
import org.junit.jupiter.api.Test;

class InvalidInputExceptionTest {

  @Test
  void carriesTheFileThatItsMessageBeginsWith() {
    Path file = Path.of("folder", "mask.png");
    IllegalStateException cause = new IllegalStateException();
    InvalidInputException error = InvalidInputException.in(file, "has 16 bits", cause);
    assertThat(error).hasMessage(file + ": has 16 bits").hasCause(cause);
    assertThat(error.file()).contains(file);
    assertThat(InvalidInputException.in(file, "has 16 bits").file()).contains(file);
    assertThat(new InvalidInputException("no option is set").file()).isEmpty();
  }

  @Test
  void showsCodesOfTerminalsAsQuestionMarks() {
    assertThat(InvalidInputException.in(Path.of("a\nb"), "line 1\nline\u001b[2J 2"))
        .hasMessage("a?b: line 1\nline?[2J 2");
  }

  @Test
  void cutsLongLinesAndCountsWhatIsLeftOut() {
    String found = "x".repeat(1_000_000);
    String message = new InvalidInputException("a: found " + found + "; rename it").getMessage();
    assertThat(message)
        .hasSizeLessThan(4000)
        .startsWith("a: found xxx")
        .contains("xxx... (996120 characters left out) ...xxx")
        .endsWith("xxx; rename it");
    assertThat(new InvalidInputException("y".repeat(4000))).hasMessage("y".repeat(4000));
  }

  @Test
  void cutsMessagesOfManyLines() {
    String message = new InvalidInputException("line\n".repeat(20_000)).getMessage();
    assertThat(message.lines()).hasSize(10_001);
    assertThat(message).endsWith("line\n... (50000 more characters)");
  }

  @Test
  void cuttingTakesTimeInProportionToTheMessage() {
    ProcessorTime.assertLinear(
        1_000_000,
        size -> {
          String text = "\u001b\n".repeat(size);
          return () -> assertThat(new InvalidInputException(text)).hasMessageStartingWith("?");
        });
  }
}
