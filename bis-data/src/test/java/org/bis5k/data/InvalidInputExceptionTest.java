package org.bis5k.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
}
