package org.bis5k.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bis5k.data.GreyImage;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.testing.FailingDisk;
import org.bis5k.testing.FailingDisk.Fault;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Disks that fail while an image is written: the error names the file and the cause. */
class FailingWriteTest {

  private static final Size SIZE = Size.square(300);
  private static final RgbImage IMAGE = RgbImage.of(SIZE, noise(3));
  private static final GreyImage MASK = GreyImage.of(SIZE, noise(1));

  @TempDir Path folder;

  /** Everything that writes images. */
  enum Writer {
    RGB("a.png") {
      @Override
      void write(Path file) {
        ImageFiles.write(IMAGE, file);
      }
    },
    GREY("a.png") {
      @Override
      void write(Path file) {
        ImageFiles.write(MASK, file);
      }
    },
    RGBA("a.png") {
      @Override
      void write(Path file) {
        ImageFiles.writeRgba(IMAGE, MASK, file);
      }
    },
    PNG_ROWS("a.png") {
      @Override
      void write(Path file) {
        stream(file);
      }
    },
    TIFF_ROWS("a.tif") {
      @Override
      void write(Path file) {
        stream(file);
      }
    };

    private final String name;

    Writer(String name) {
      this.name = name;
    }

    abstract void write(Path file);
  }

  @ParameterizedTest
  @EnumSource(Writer.class)
  void aFullDisk(Writer writer) throws IOException {
    failsByName(writer, Fault.FULL, "java.io.IOException: No space left on device");
  }

  @ParameterizedTest
  @EnumSource(Writer.class)
  void aReadOnlyDisk(Writer writer) throws IOException {
    failsByName(writer, Fault.READ_ONLY, "java.nio.file.AccessDeniedException: ");
  }

  @ParameterizedTest
  @EnumSource(Writer.class)
  void aDiskThatIsGone(Writer writer) throws IOException {
    failsByName(writer, Fault.GONE, "java.nio.file.NoSuchFileException: ");
  }

  /** Fails at the first operation, the second and so on, until a file is written. */
  private void failsByName(Writer writer, Fault fault, String cause) throws IOException {
    FailingDisk disk = FailingDisk.over(folder);
    Path file = disk.root().resolve(writer.name);
    Path real = folder.resolve(writer.name);
    int needed = operations(writer);
    assertThat(needed).isGreaterThanOrEqualTo(3); // make, write, move
    for (int i = 0; i < needed; i++) {
      Files.writeString(real, "before");
      disk.fail(fault, disk.operations() + i);
      try {
        writer.write(file);
        // A full disk can still move and force what has been written.
        assertThat(fault).as("operation %d of %d", i, needed).isEqualTo(Fault.FULL);
        assertThat(real).hasSameBinaryContentAs(written(writer));
      } catch (InvalidInputException e) {
        assertThat(e)
            .as("operation %d of %d", i, needed)
            .hasMessageStartingWith(folder.toString())
            .hasMessageContaining(cause)
            .hasMessageNotContaining("I/O error");
        if (e.getMessage().startsWith(real + ": ")) {
          assertThat(e).hasMessageStartingWith(real + ": cannot be written: " + cause);
          assertThat(real).hasContent("before");
        } else { // the folder, once the file has its name
          assertThat(e).hasMessageStartingWith(folder + ": cannot be forced to the disk: " + cause);
        }
      }
      disk.mend();
    }
  }

  @ParameterizedTest
  @EnumSource(Writer.class)
  void aFullDiskKeepsNoPartOfAFile(Writer writer) throws IOException {
    FailingDisk disk = FailingDisk.over(folder);
    disk.fail(Fault.FULL, 1);
    assertThatThrownBy(() -> writer.write(disk.root().resolve(writer.name)))
        .isInstanceOf(InvalidInputException.class);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  private int operations(Writer writer) {
    FailingDisk disk = FailingDisk.over(folder);
    writer.write(disk.root().resolve(writer.name));
    return disk.operations();
  }

  private Path written(Writer writer) {
    Path file = folder.resolve("expected-" + writer.name);
    writer.write(file);
    return file;
  }

  private static void stream(Path file) {
    byte[] row = new byte[SIZE.width()];
    StreamedImage.write(
        file,
        SIZE,
        OptionalDouble.of(0.5),
        rows -> {
          for (int y = 0; y < SIZE.height(); y++) {
            System.arraycopy(MASK.samples(), y * row.length, row, 0, row.length);
            rows.row(row);
          }
        });
  }

  private static byte[] noise(int channels) {
    byte[] samples = new byte[(int) (channels * SIZE.pixels())];
    new SplittableRandom(channels).nextBytes(samples);
    return samples;
  }
}
