package org.bis5k.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Region;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.transform.PlatformImages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Another image takes the place of one that is read: no region mixes the two. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "an open file cannot be replaced there")
class ReplacedImageTest {

  private static final Size SIZE = Size.square(600);
  private static final Region TOP = new Region(0, 0, Size.square(16));
  private static final Region BOTTOM = new Region(584, 584, Size.square(16));

  @TempDir Path folder;
  private Path file;
  private RgbImage expected;
  private String name;

  @BeforeEach
  void forget() {
    file = null;
  }

  /** Another image under the name, as a program does that writes files whole. */
  private void rename(Size other) throws IOException {
    Files.move(write("new", other), file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Another image in the file itself. */
  private void overwrite(Size other) throws IOException {
    Files.write(file, Files.readAllBytes(write("new", other)));
  }

  private void open(String kind) throws IOException {
    name = kind;
    file = write("old", SIZE);
    expected = ImageFiles.readRgb(file);
  }

  private Path write(String folderName, Size size) throws IOException {
    Path target = Files.createDirectories(folder.resolve(folderName)).resolve(name);
    byte[] samples = new byte[3 * (int) size.pixels()];
    new SplittableRandom(size.height()).nextBytes(samples);
    RgbImage noise = RgbImage.of(size, samples);
    TiffFixture tiff = TiffFixture.classic(ByteOrder.LITTLE_ENDIAN);
    switch (name) {
      case "a.png" -> ImageFiles.write(noise, target);
      case "strips.tif" -> tiff.separateStrips(noise, 16);
      case "tiles.tif" -> tiff.tiled(noise, Size.square(16));
      default -> {
        BufferedImage image =
            PlatformImages.gradient(size.height(), size.width(), BufferedImage.TYPE_3BYTE_BGR);
        String format = name.endsWith("bmp") ? "bmp" : "jpeg";
        Files.write(target, PlatformImages.encode(image, format, null));
      }
    }
    return name.endsWith("tif") ? tiff.save(target) : target;
  }

  @ParameterizedTest
  @CsvSource({"a.png", "strips.tif", "tiles.tif", "a.bmp", "a.jpg"})
  void aRenamedFileDoesNotDisturbTheOpenOne(String kind) throws IOException {
    open(kind);
    try (ImagePyramid image = ImagePyramid.open(file)) {
      requireEqual(image.full(), TOP);
      rename(Size.square(300));
      requireEqual(image.full(), BOTTOM);
    }
    assertThat(ImageFiles.readSize(file)).isEqualTo(Size.square(300));
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 600, 900})
  void aPngThatIsReadFromTheTopAgainIsAnotherFile(int side) throws IOException {
    open("a.png");
    try (ImagePyramid image = ImagePyramid.open(file)) {
      requireEqual(image.full(), BOTTOM);
      rename(Size.square(side));
      requireChanged(image.full(), TOP);
      requireChanged(image.full(), BOTTOM);
    }
  }

  @ParameterizedTest
  @CsvSource({"strips.tif, 300", "tiles.tif, 300", "strips.tif, 900", "tiles.tif, 900"})
  void aTiffThatIsOverwritten(String kind, int side) throws IOException {
    open(kind);
    try (ImagePyramid image = ImagePyramid.open(file)) {
      requireEqual(image.full(), TOP);
      overwrite(Size.square(side));
      if (side < SIZE.height()) {
        assertThatThrownBy(() -> image.full().read(BOTTOM))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageStartingWith(file + ": its TIFF tile ")
            .hasMessageContaining("is truncated");
      } else {
        requireChanged(image.full(), BOTTOM);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 900})
  void aBitmapThatIsOverwritten(int side) throws IOException {
    open("a.bmp");
    ImageHeader header = ImageHeader.read(file, ImageFiles.DEFAULT_PIXEL_LIMIT);
    try (ImageStrips strips = ImageStrips.open(file, FileVersion.of(file), header, 16 * 3 * 600)) {
      requireEqual(strips, TOP);
      overwrite(Size.square(side));
      assertThatThrownBy(() -> strips.read(BOTTOM))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith(file + ": ")
          .hasMessageContaining(side < 600 ? "is truncated: " : "has changed while it was read: ");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 900})
  void aPngThatIsOverwritten(int side) throws IOException {
    open("a.png");
    try (ImagePyramid image = ImagePyramid.open(file)) {
      requireEqual(image.full(), TOP);
      overwrite(Size.square(side));
      assertThatThrownBy(() -> image.full().read(BOTTOM))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith(file + ": is ")
          .hasMessageMatching("(?s).*(truncated|damaged).*");
      requireChanged(image.full(), TOP);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 900})
  void aJpegIsInMemory(int side) throws IOException {
    open("a.jpg");
    try (ImagePyramid image = ImagePyramid.open(file)) {
      overwrite(Size.square(side));
      requireEqual(image.full(), BOTTOM);
      requireEqual(image.full(), TOP);
    }
  }

  private void requireEqual(RegionSource image, Region region) {
    assertThat(image.read(region).samples())
        .isEqualTo(WholeImage.crop(expected, region.top(), region.left(), region.size()).samples());
  }

  private void requireChanged(RegionSource image, Region region) {
    assertThatThrownBy(() -> image.read(region))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + ": has changed while it was read: it had ")
        .hasMessageEndingWith("; read it again once nobody writes to it");
  }
}
