package org.bis5k.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemoryStreamTest {

  private static final byte[] BYTES = {1, 2, 3, (byte) 0xff};

  @Test
  void readsBytesAsUnsignedNumbersUntilTheEnd() throws IOException {
    try (MemoryStream in = new MemoryStream(BYTES)) {
      assertThat(in.length()).isEqualTo(4);
      in.seek(3);
      assertThat(in.read()).isEqualTo(255);
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.getStreamPosition()).isEqualTo(4);
    }
  }

  @Test
  void fillsAnArrayAsFarAsThereAreBytes() throws IOException {
    try (MemoryStream in = new MemoryStream(BYTES)) {
      byte[] target = new byte[8];
      assertThat(in.read(target, 0, 0)).isZero();
      assertThat(in.read(target, 1, 3)).isEqualTo(3);
      assertThat(in.read(target, 5, 3)).isEqualTo(1);
      assertThat(in.read(target, 0, 8)).isEqualTo(-1);
      assertThat(target).containsExactly(0, 1, 2, 3, 0, 0xff, 0, 0);
    }
  }

  @Test
  void holdsNothingBehindItsEndHoweverFar() throws IOException {
    try (MemoryStream in = new MemoryStream(BYTES)) {
      for (long position : new long[] {5, 1L << 31, (1L << 32) + 1, Long.MAX_VALUE / 2}) {
        in.seek(position);
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read(new byte[4], 0, 4)).isEqualTo(-1);
        assertThatThrownBy(in::readInt).isInstanceOf(EOFException.class);
      }
    }
  }

  @Test
  void isNotReadOnceItIsClosed() throws IOException {
    MemoryStream in = new MemoryStream(BYTES);
    in.close();
    assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessage("closed");
  }
}
