package org.bis5k.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Region;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.transform.PlatformImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that somebody else cuts while they are read. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "an open file cannot be cut there")
class ShrinkingImageTest {

  private static final Size SIZE = Size.square(600);
  private static final Region TOP = new Region(0, 0, Size.square(16));
  private static final Region BOTTOM = new Region(584, 584, Size.square(16));

  @TempDir Path folder;

  private static RgbImage noise() {
    byte[] samples = new byte[3 * (int) SIZE.pixels()];
    new SplittableRandom(5).nextBytes(samples);
    return RgbImage.of(SIZE, samples);
  }

  private Path write(String name) throws IOException {
    Path file = folder.resolve(name);
    TiffFixture tiff = TiffFixture.big(ByteOrder.LITTLE_ENDIAN);
    switch (name) {
      case "a.png" -> ImageFiles.write(noise(), file);
      case "strips.tif" -> {
        tiff.separateStrips(noise(), 16);
        tiff.save(file);
      }
      case "tiles.tif" -> {
        tiff.tiled(noise(), Size.square(16));
        tiff.save(file);
      }
      case "a.bmp" -> {
        BufferedImage image =
            PlatformImages.gradient(SIZE.height(), SIZE.width(), BufferedImage.TYPE_3BYTE_BGR);
        Files.write(file, PlatformImages.encode(image, "bmp", null));
      }
      default -> throw new IllegalArgumentException(name);
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.png", "strips.tif", "tiles.tif"})
  void cutBetweenTwoRegions(String name) throws IOException {
    Path file = write(name);
    try (ImagePyramid image = ImagePyramid.open(file)) {
      cutBetweenTwoRegions(file, image.full(), noise(), TOP, BOTTOM);
    }
  }

  @Test
  void aBitmapCutBetweenTwoStrips() throws IOException {
    Path file = write("a.bmp");
    try (ImageStrips strips = strips(file)) {
      RgbImage whole = ImageFiles.readRgb(file);
      cutBetweenTwoRegions(file, strips, whole, BOTTOM, TOP); // its last row comes first
    }
  }

  /** Strips of 16 rows. */
  private static ImageStrips strips(Path file) throws IOException {
    ImageHeader header = ImageHeader.read(file, ImageFiles.DEFAULT_PIXEL_LIMIT);
    return ImageStrips.open(file, FileVersion.of(file), header, 16 * 3 * SIZE.width());
  }

  @Test
  void aBitmapCutBeforeItIsOpened() throws IOException {
    Path file = write("a.bmp");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    try (ImageStrips strips = strips(file)) {
      assertThatThrownBy(() -> strips.read(TOP))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "%s: is truncated: expected %d bytes or more; found %d",
              file, whole.length, whole.length / 2);
    }
  }

  private static void cutBetweenTwoRegions(
      Path file, RegionSource image, RgbImage whole, Region first, Region second)
      throws IOException {
    RgbImage expected = WholeImage.crop(whole, first.top(), first.left(), first.size());
    assertThat(image.read(first).samples()).isEqualTo(expected.samples());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
    assertThatThrownBy(() -> image.read(second))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining("is truncated: ");
  }

  @Test
  void cutAndRestoredAgainAndAgain() throws Exception {
    Path file = write("a.png");
    byte[] whole = Files.readAllBytes(file);
    byte[] expected = noise().samples();
    AtomicBoolean stop = new AtomicBoolean();
    Thread other = new Thread(() -> cutAndRestore(file, whole, stop));
    other.start();
    int refused = 0;
    try {
      for (int i = 0; i < 5000 && refused < 20; i++) {
        try {
          assertThat(ImageFiles.readRgb(file).samples()).isEqualTo(expected);
        } catch (InvalidInputException e) {
          assertThat(e).hasMessageStartingWith(file + ": ");
          refused++;
        }
      }
    } finally {
      stop.set(true);
      other.join();
    }
    assertThat(refused).as("reads that met a cut file").isEqualTo(20);
    assertThat(ImageFiles.readRgb(file).samples()).isEqualTo(expected);
  }

  private static void cutAndRestore(Path file, byte[] whole, AtomicBoolean stop) {
    SplittableRandom random = new SplittableRandom(1);
    while (!stop.get()) {
      try {
        Files.write(file, Arrays.copyOf(whole, random.nextInt(whole.length)));
        Files.write(file, whole);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
