package org.bis5k.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.bis5k.data.ByteImage;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Region;
import org.bis5k.data.Size;
import org.bis5k.data.transform.TinyImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamedImageTest {

  private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

  @TempDir Path folder;

  private static void rows(ByteImage image, int count, StreamedImage.RowSink sink)
      throws IOException {
    byte[] row = new byte[image.width()];
    for (int y = 0; y < count; y++) {
      System.arraycopy(image.samples(), y % image.height() * image.width(), row, 0, row.length);
      sink.row(row);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 700", "256, 256", "257, 255", "600, 530"})
  void whatIsWrittenIsRead(int height, int width) {
    ByteImage image = TinyImages.random(width, height, 1, 11);
    for (String name : new String[] {"a.png", "a.tif", "a.TIFF"}) {
      Path file = folder.resolve(name);
      StreamedImage.write(file, image.size(), UNKNOWN, sink -> rows(image, height, sink));
      assertThat(ImageFiles.readGrey(file).size()).isEqualTo(image.size());
      assertThat(ImageFiles.readGrey(file).samples()).as(name).isEqualTo(image.samples());
      try (ImagePyramid regions = ImagePyramid.open(file)) {
        Region corner = new Region(height / 2, width / 2, Size.square(1));
        assertThat(regions.full().read(corner).samples()[0])
            .isEqualTo(image.samples()[height / 2 * width + width / 2]);
        assertThat(regions.micrometresPerPixel()).isEmpty();
      }
    }
  }

  @Test
  void masksAreSmall() throws IOException {
    ByteImage image = ByteImage.blank(2000, 2000, 1);
    Arrays.fill(image.samples(), 0, 2_000_000, (byte) 255);
    for (String name : new String[] {"a.png", "a.tif"}) {
      Path file = folder.resolve(name);
      StreamedImage.write(file, image.size(), UNKNOWN, sink -> rows(image, 2000, sink));
      assertThat(Files.size(file)).isLessThan(40_000);
    }
  }

  @Test
  void tiffKeepsTheScale() {
    ByteImage image = TinyImages.random(300, 300, 1, 12);
    Path file = folder.resolve("a.tif");
    StreamedImage.write(file, image.size(), OptionalDouble.of(0.4991), s -> rows(image, 300, s));
    try (ImagePyramid regions = ImagePyramid.open(file)) {
      assertThat(regions.micrometresPerPixel().orElseThrow()).isCloseTo(0.4991, within(1e-7));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a.png, 2, 2 rows for an image of 3x4",
    "a.tif, 2, 2 rows for an image of 3x4",
    "a.png, 4, Row 3 of 4 samples for an image of 3x4",
    "a.tif, 4, Row 3 of 4 samples for an image of 3x4"
  })
  void tooFewAndTooManyRowsLeaveNoFile(String name, int count, String message) throws IOException {
    ByteImage image = TinyImages.random(4, 3, 1, 13);
    assertThatThrownBy(
            () ->
                StreamedImage.write(
                    folder.resolve(name), image.size(), UNKNOWN, sink -> rows(image, count, sink)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void otherSuffixes() {
    Path file = folder.resolve("a.jpg");
    assertThatThrownBy(() -> StreamedImage.write(file, Size.square(1), UNKNOWN, sink -> {}))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file + ": results are written as .png, .tif or .tiff; choose one of these suffixes");
  }
}
