package org.bis5k.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("list.tsv");
  }

  @Test
  void aFileMayBeAsLongAsTheLimit() throws IOException {
    Files.writeString(file, "µm\n");
    assertThat(TextFile.read(file, 4, "a list")).isEqualTo("µm\n");
    assertThat(TextFile.bytes(file, 4, "a list")).hasSize(4);
  }

  @Test
  void aLongerOneIsRefused() throws IOException {
    Files.writeString(file, "12345");
    assertThatThrownBy(() -> TextFile.read(file, 4, "a list"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": is too large: a list has at most 4 bytes");
  }

  @Test
  void otherBytesThanTextAreRefused() throws IOException {
    Files.write(file, new byte[] {'a', (byte) 0xff});
    assertThatThrownBy(() -> TextFile.read(file, 4, "a list"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": expected a list in UTF-8; found another kind of file");
  }

  @Test
  void aMissingOneIsNamed() {
    assertThatThrownBy(() -> TextFile.bytes(file, 4, "a list"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + ": cannot be read: java.nio.file.NoSuchFileException");
  }
}
