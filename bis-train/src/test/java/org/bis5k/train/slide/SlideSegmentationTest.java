package org.bis5k.train.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.bis5k.data.GreyImage;
import org.bis5k.data.ImageAndMask;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Mask;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.image.ImagePyramid;
import org.bis5k.data.image.StreamedImage;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.bis5k.data.transform.TransformPipeline;
import org.bis5k.train.config.PredictionMode;
import org.bis5k.train.predict.Prediction;
import org.bis5k.train.predict.TestTimeViews;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SlideSegmentationTest {

  private static final int SIDE = 64;
  private static final OptionalDouble OWN = OptionalDouble.empty();

  @TempDir Path folder;

  /** The darker, the more tumour-like. */
  static float[] darkness(float[] images, int count, Size size) {
    int area = (int) size.pixels();
    float[] logits = new float[count * area];
    for (int i = 0; i < logits.length; i++) {
      int at = i / area * 3 * area + i % area;
      logits[i] = -images[at] - images[at + area] - images[at + 2 * area];
    }
    return logits;
  }

  private static SlideSegmentation.Report segment(Path image, SlideOutput output) {
    TiledInference inference =
        TiledInference.of(
            SlideSegmentationTest::darkness,
            TransformPipeline.evaluation(Size.square(352)).transforms(),
            new TileOptions(SIDE, 0.5, TestTimeViews.NONE, 3));
    try (ImagePyramid pyramid = ImagePyramid.open(image)) {
      return SlideSegmentation.of(inference).run(pyramid, output, (done, all) -> {});
    }
  }

  private Path tissue(int side) {
    ImageAndMask tile = SyntheticTissue.of(Size.square(side), 5).tile(1);
    Path file = folder.resolve("tissue.png");
    ImageFiles.write(tile.image(), file);
    return file;
  }

  private SlideOutput output(Path result, PredictionMode mode, OptionalDouble scale) {
    return new SlideOutput(
        result,
        mode,
        ProbabilityScale.STRETCHED,
        0.5,
        scale,
        Optional.of(folder.resolve("overlay.png")),
        Optional.of(folder.resolve("polygons.geojson")),
        0);
  }

  @ParameterizedTest
  @EnumSource(
      value = PredictionMode.class,
      names = {"THRESHOLD", "MAP"})
  void whereOneTileCoversAllTheResultIsThatOfTheTestProtocol(PredictionMode mode) {
    Path image = tissue(SIDE);
    Path result = folder.resolve("result.png");
    segment(image, output(result, mode, OWN));
    RgbImage pixels = ImageFiles.readRgb(image);
    float[] chw = TransformPipeline.evaluation(pixels.size()).normalizedImage(pixels);
    Prediction expected =
        Prediction.of(darkness(chw, 1, pixels.size()), 0, pixels.size(), pixels.size());
    GreyImage map = mode == PredictionMode.MAP ? expected.map() : expected.thresholded();
    // The blend divides by the weight it multiplied with, which may move a level by one.
    byte[] samples = ImageFiles.readGrey(result).samples();
    int moved = 0;
    for (int i = 0; i < samples.length; i++) {
      moved += samples[i] == map.samples()[i] ? 0 : 1;
    }
    assertThat(moved).isLessThanOrEqualTo(samples.length / 1000);
    assertThat(expected.thresholded().samples()).contains(0).contains(255);
  }

  @Test
  void polygonsAndOverlayShowTheResult() throws IOException {
    Path image = tissue(200);
    Path result = folder.resolve("result.tif");
    SlideSegmentation.Report report = segment(image, output(result, PredictionMode.THRESHOLD, OWN));
    GreyImage mask = ImageFiles.readGrey(result);
    long foreground = Mask.of(mask).foregroundPixels();
    assertThat(report.size()).isEqualTo(Size.square(200));
    assertThat(report.tiles()).isEqualTo(36);
    assertThat(report.foreground()).isCloseTo(foreground / 40_000.0, within(1e-12));
    JsonNode json = new ObjectMapper().readTree(folder.resolve("polygons.geojson").toFile());
    assertThat(json.path("features")).hasSize(report.polygons());
    double area = 0;
    for (JsonNode feature : json.path("features")) {
      for (JsonNode ring : feature.at("/geometry/coordinates")) {
        area += area(ring);
      }
    }
    assertThat(area).isEqualTo(foreground);
    RgbImage overlay = ImageFiles.readRgb(folder.resolve("overlay.png"));
    assertThat(overlay.size()).isEqualTo(Size.square(200));
    assertThat(overlay.samples()).isNotEqualTo(ImageFiles.readRgb(image).samples());
  }

  private static double area(JsonNode ring) {
    double twice = 0;
    for (int i = 0; i + 1 < ring.size(); i++) {
      JsonNode from = ring.get(i);
      JsonNode to = ring.get(i + 1);
      twice += from.get(0).asDouble() * to.get(1).asDouble();
      twice -= to.get(0).asDouble() * from.get(1).asDouble();
    }
    return twice / 2;
  }

  @Test
  void theNetworkSeesTheScaleThatIsAskedFor() throws IOException {
    Path image = folder.resolve("slide.tif");
    byte[] dark = new byte[300];
    byte[] half = new byte[300];
    Arrays.fill(half, 150, 300, (byte) 255);
    StreamedImage.write(
        image,
        new Size(200, 300),
        OptionalDouble.of(0.5),
        rows -> {
          for (int y = 0; y < 200; y++) {
            rows.row(y < 100 ? half : dark);
          }
        });
    Path result = folder.resolve("result.tif");
    SlideSegmentation.Report report =
        segment(image, output(result, PredictionMode.THRESHOLD, OptionalDouble.of(1)));
    assertThat(report.size()).isEqualTo(new Size(100, 150));
    assertThat(report.foreground()).isCloseTo(0.75, within(0.01));
    try (ImagePyramid written = ImagePyramid.open(result)) {
      assertThat(written.micrometresPerPixel().orElseThrow()).isCloseTo(1, within(1e-6));
    }
    JsonNode ring =
        new ObjectMapper()
            .readTree(folder.resolve("polygons.geojson").toFile())
            .at("/features/0/geometry/coordinates/0");
    assertThat(ring.toString())
        .as("in pixels of the full image")
        .isEqualTo("[[0,0],[150,0],[150,100],[300,100],[300,200],[0,200],[0,0]]");
  }

  @Test
  void aFileThatDoesNotKnowItsScale() {
    Path image = tissue(SIDE);
    Path result = folder.resolve("result.png");
    assertThatThrownBy(
            () -> segment(image, output(result, PredictionMode.MAP, OptionalDouble.of(1))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(image + ": does not state its scale");
  }

  @Test
  void plainProbabilitiesAreNotStretched() {
    Path image = folder.resolve("grey.png");
    ImageFiles.write(GreyImage.of(Size.square(40), new byte[1600]), image);
    Path result = folder.resolve("result.png");
    SlideOutput output =
        new SlideOutput(
            result,
            PredictionMode.MAP,
            ProbabilityScale.PLAIN,
            0.9,
            OWN,
            Optional.empty(),
            Optional.empty(),
            0);
    assertThat(segment(image, output).foreground()).isEqualTo(1);
    assertThat(ImageFiles.readGrey(result).samples()[0]).isEqualTo((byte) 254);
    assertThat(segment(image, SlideOutput.of(result)).foreground())
        .as("a constant map becomes 0")
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "tissue.png, overlay.png, would replace the image; choose another name",
    "overlay.png, overlay.png, is named for two results; choose another name",
    "result.jpg, overlay.png, 'results are written as .png, .tif or .tiff; choose one of these"
        + " suffixes'",
    "result.png, result.png.provenance.json, is named for two results; choose another name",
    "result.png, overlay.jpg, an overlay is written as .png"
  })
  void namesThatCannotBeWritten(String result, String overlay, String problem) throws IOException {
    Path image = tissue(SIDE);
    byte[] before = Files.readAllBytes(image);
    SlideOutput output =
        new SlideOutput(
            folder.resolve(result),
            PredictionMode.MAP,
            ProbabilityScale.PLAIN,
            0.5,
            OWN,
            Optional.of(folder.resolve(overlay)),
            Optional.empty(),
            0);
    assertThatThrownBy(() -> segment(image, output))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageEndingWith(": " + problem);
    assertThat(image).hasBinaryContent(before);
  }

  @Test
  void aDamagedImageLeavesNothingBehind() throws IOException {
    Path image = tissue(200);
    byte[] bytes = Files.readAllBytes(image);
    Files.write(image, Arrays.copyOf(bytes, bytes.length / 2));
    Path result = folder.resolve("result.png");
    assertThatThrownBy(() -> segment(image, output(result, PredictionMode.MAP, OWN)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(image + ": is truncated");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(image);
    }
  }

  @Test
  void whatAKilledProcessLeftIsDeleted() throws IOException {
    Path image = tissue(SIDE);
    Path result = folder.resolve("result.png");
    String own = String.valueOf(ProcessHandle.current().pid());
    Path left = leave(".result.png.99999999999-1.tmp", Duration.ofHours(2));
    Path spool = leave(".result.png.99999999999-spool.tmp", Duration.ofHours(2));
    List<Path> kept =
        List.of(
            leave(".result.png.99999999999-2.tmp", Duration.ofMinutes(50)),
            leave(".result.png." + own + "-1000.tmp", Duration.ZERO),
            leave(".other.png.99999999999-1.tmp", Duration.ofHours(2)),
            leave(".result.png.mine.tmp", Duration.ofHours(2)));
    segment(image, SlideOutput.of(result));
    assertThat(left).doesNotExist();
    assertThat(spool).doesNotExist();
    assertThat(kept).allSatisfy(file -> assertThat(file).exists());
    assertThat(result).exists();
  }

  private Path leave(String name, Duration age) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "half");
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  @Test
  void valuesOutOfRange() {
    Path result = folder.resolve("result.png");
    assertThatThrownBy(() -> output(result, PredictionMode.RGBA, OWN))
        .hasMessage("A large image's result is a threshold or a map");
    assertThatThrownBy(() -> output(result, PredictionMode.MAP, OptionalDouble.of(-1)))
        .hasMessage("Micrometres per pixel are positive; found -1.0");
  }
}
