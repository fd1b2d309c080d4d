package org.bis5k.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDigestTest {

  @TempDir Path folder;

  /** FIPS 180-2, appendix B.1. */
  @Test
  void equalsThePublishedExample() throws IOException {
    Path file = Files.writeString(folder.resolve("abc"), "abc");
    String expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assertThat(FileDigest.of(file).hex()).isEqualTo(expected);
    assertThat(FileDigest.of(file).bytes()).isEqualTo(HexFormat.of().parseHex(expected));
  }

  @Test
  void readsMoreThanABuffer() throws IOException, GeneralSecurityException {
    byte[] content = new byte[(1 << 17) + 5];
    new SplittableRandom(3).nextBytes(content);
    byte[] expected = MessageDigest.getInstance("SHA-256").digest(content);
    assertThat(FileDigest.of(new ByteArrayInputStream(content)).bytes()).isEqualTo(expected);
  }

  @Test
  void namesAFileThatCannotBeRead() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> FileDigest.of(missing))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(missing + ": cannot be read: ");
  }
}
