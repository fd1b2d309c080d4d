package org.bis5k.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.Allocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files larger than the heap, as sparse files that take no room on the disk. */
class LargeFileTest {

  @TempDir Path folder;

  @Test
  void aLargeFileTakesNoHeap() throws IOException {
    long half = 400_000_000;
    Path file =
        sparse(
            "{'a':{'dtype':'F32','shape':[%d],'data_offsets':[0,%d]},".formatted(half, 4 * half)
                + "'b':{'dtype':'F32','shape':[%d],'data_offsets':[%d,%d]}}"
                    .formatted(half, 4 * half, 8 * half),
            8 * half);

    long allocated =
        Allocation.during(
            () -> {
              WeightFile weights = WeightFile.open(file);
              assertThat(weights.tensors().get("a").at((int) half - 1)).isZero();
              assertThat(weights.tensors().get("b").at(0)).isZero();
              assertThat(weights.tensors().get("b").at((int) half - 1)).isEqualTo(1.5);
            });

    assertThat(allocated).isLessThan(20L << 20);
  }

  @Test
  void aTensorBeyondAnArraysReachIsRefused() throws IOException {
    Path file =
        sparse(
            "{'a':{'dtype':'F64','shape':[300000000],'data_offsets':[0,2400000000]}}", 2400000000L);

    assertThatThrownBy(() -> WeightFile.open(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file + ": Tensor a takes 2400000000 bytes; at most 2147483647 can be read as one");
  }

  /** A file whose data are zero but for a float 1.5 at the end. */
  private Path sparse(String header, long data) throws IOException {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve("large.safetensors");
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      ByteBuffer start = ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN);
      channel.write(start.putLong(json.length).put(json).flip(), 0);
      ByteBuffer end = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(1.5f).flip();
      channel.write(end, 8 + json.length + data - 4);
    }
    assertThat(Files.size(file)).isEqualTo(8 + json.length + data);
    return file;
  }
}
