package org.bis5k.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.GreyImage;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.transform.PlatformImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageWritingTest {

  private static final Size SIZE = new Size(2, 1);

  @TempDir Path folder;

  @Test
  void everyGreyValueSurvives() {
    byte[] samples = new byte[256];
    for (int i = 0; i < 256; i++) {
      samples[i] = (byte) i;
    }
    Path file = folder.resolve("a.png");
    ImageFiles.write(GreyImage.of(new Size(64, 4), samples), file);
    assertThat(ImageFiles.readGrey(file).samples()).isEqualTo(samples);
    assertThat(ImageFiles.readSize(file)).isEqualTo(new Size(64, 4));
  }

  @Test
  void coloursSurvive() {
    byte[] samples = {1, 2, 3, (byte) 200, (byte) 201, (byte) 202};
    Path file = folder.resolve("a.PNG");
    ImageFiles.write(RgbImage.of(SIZE, samples), file);
    assertThat(ImageFiles.readRgb(file).samples()).isEqualTo(samples);
  }

  @Test
  void transparencyIsStoredBesideUnchangedColours() throws IOException {
    byte[] samples = {1, 2, 3, (byte) 200, (byte) 201, (byte) 202};
    Path file = folder.resolve("a.png");
    ImageFiles.writeRgba(
        RgbImage.of(SIZE, samples), GreyImage.of(SIZE, new byte[] {0, (byte) 130}), file);
    assertThat(ImageFiles.readRgb(file).samples()).isEqualTo(samples);
    BufferedImage read = ImageIO.read(file.toFile());
    assertThat(read.getRaster().getPixel(0, 0, (int[]) null)).containsExactly(1, 2, 3, 0);
    assertThat(read.getRaster().getPixel(0, 1, (int[]) null)).containsExactly(200, 201, 202, 130);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 7", "3, 0", "3, 7", "3, 200"})
  void theBytesAreThoseOfThePlatformsEncoder(int channels, int noise) throws IOException {
    int type = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    BufferedImage image = PlatformImages.gradient(200, 301, type);
    Random random = new Random(noise);
    int[] samples = image.getRaster().getPixels(0, 0, 301, 200, (int[]) null);
    byte[] bytes = new byte[samples.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = samples[i] + random.nextInt(noise + 1) & 0xff;
      bytes[i] = (byte) samples[i];
    }
    image.getRaster().setPixels(0, 0, 301, 200, samples);
    Path file = folder.resolve("a.png");
    if (channels == 1) {
      ImageFiles.write(GreyImage.of(new Size(200, 301), bytes), file);
    } else {
      ImageFiles.write(RgbImage.of(new Size(200, 301), bytes), file);
    }
    assertThat(file).hasBinaryContent(PlatformImages.encode(image, "png", null));
  }

  @Test
  void writingReplacesAndLeavesNothingElse() throws IOException {
    Path file = folder.resolve("a.png");
    ImageFiles.write(GreyImage.of(SIZE, new byte[] {1, 2}), file);
    ImageFiles.write(GreyImage.of(SIZE, new byte[] {3, 4}), file);
    assertThat(ImageFiles.readGrey(file).samples()).containsExactly(3, 4);
    assertThat(names()).containsExactly("a.png");
  }

  @Test
  void aFailureLeavesWhatWasThereBefore() throws IOException {
    Path file = folder.resolve("a.txt");
    Files.writeString(file, "before");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(1);
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": cannot be written: java.io.IOException: disk full");
    assertThat(file).hasContent("before");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void aMissingFolderIsNamed() {
    Path file = folder.resolve("none").resolve("a.png");
    assertThatThrownBy(() -> ImageFiles.write(GreyImage.of(SIZE, new byte[2]), file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": cannot be written: its folder does not exist");
  }

  @Test
  void onlyPngIsWritten() {
    assertThatThrownBy(
            () -> ImageFiles.write(GreyImage.of(SIZE, new byte[2]), folder.resolve("a.jpg")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Only PNG is written; found the file name " + folder.resolve("a.jpg"));
  }

  @Test
  void theListIsSortedAndHoldsImagesOnly() throws IOException {
    for (String name : new String[] {"b.PNG", "a.jpeg", "c.Tif", "d.bmp", "e.txt", "._a.png"}) {
      Files.createFile(folder.resolve(name));
    }
    Files.createDirectory(folder.resolve("f.png"));
    assertThat(ImageFiles.list(folder))
        .extracting(path -> path.getFileName().toString())
        .containsExactly("a.jpeg", "b.PNG", "c.Tif", "d.bmp");
    Path missing = folder.resolve("none");
    assertThatThrownBy(() -> ImageFiles.list(missing))
        .hasMessage(missing + ": this folder does not exist");
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).toList().stream();
    }
  }
}
