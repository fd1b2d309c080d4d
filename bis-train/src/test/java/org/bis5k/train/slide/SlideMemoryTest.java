package org.bis5k.train.slide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImagePyramid;
import org.bis5k.data.image.StreamedImage;
import org.bis5k.data.transform.TransformPipeline;
import org.bis5k.train.predict.TestTimeViews;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image whose pixels alone exceed the heap is segmented. */
class SlideMemoryTest {

  private static final int SIDE = 6500; // 127 MB as RGB, 169 MB as logits
  private static final String HEAP = "-Xmx112m";

  @TempDir Path folder;

  @Test
  void theHeapIsSmallerThanTheImage() throws IOException, InterruptedException {
    for (String name : List.of("slide.tif", "slide.png")) {
      Path image = folder.resolve(name);
      byte[] row = new byte[SIDE];
      StreamedImage.write(
          image,
          Size.square(SIDE),
          OptionalDouble.empty(),
          rows -> {
            for (int y = 0; y < SIDE; y++) {
              for (int x = 0; x < SIDE; x++) {
                row[x] = (byte) ((x >> 9 ^ y >> 9) % 2 == 0 ? 40 : 200);
              }
              rows.row(row);
            }
          });
      Path result = folder.resolve("result-" + name);
      Path java = Path.of(System.getProperty("java.home"), "bin", "java");
      Process process =
          new ProcessBuilder(
                  java.toString(),
                  HEAP,
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  SlideMemoryTest.class.getName(),
                  image.toString(),
                  result.toString())
              .inheritIO()
              .start();
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(name).isZero();
      try (ImagePyramid written = ImagePyramid.open(result)) {
        assertThat(written.size()).isEqualTo(Size.square(SIDE));
      }
    }
  }

  /** Segments an image by its darkness. */
  public static void main(String[] arguments) {
    TiledInference inference =
        TiledInference.of(
            SlideSegmentationTest::darkness,
            TransformPipeline.evaluation(Size.square(352)).transforms(),
            new TileOptions(256, 0, TestTimeViews.NONE, 1));
    try (ImagePyramid image = ImagePyramid.open(Path.of(arguments[0]))) {
      SlideSegmentation.of(inference)
          .run(image, SlideOutput.of(Path.of(arguments[1])), (done, all) -> {});
    }
  }
}
