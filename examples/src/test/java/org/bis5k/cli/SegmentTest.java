package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.image.StreamedImage;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.bis5k.examples.SegmentExample;
import org.bis5k.model.BcsNet;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.train.predict.TestTimeViews;
import org.bis5k.train.slide.SlideSegmentation;
import org.bis5k.train.slide.TileOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segmentation of large images by example and by command. */
class SegmentTest {

  @TempDir static Path folder;
  private static Path weights;
  private static Path image;

  @BeforeAll
  static void makeNetworkAndImage() {
    weights = folder.resolve("net.safetensors");
    try (BcsNet net = BcsNet.create(BcsNetOptions.ofWidth(16))) {
      net.weights(Map.of()).write(weights);
    }
    image = folder.resolve("tissue.png");
    RgbImage tissue = SyntheticTissue.of(new Size(70, 90), 3).tile(0).image();
    ImageFiles.write(tissue, image);
  }

  @Test
  void exampleAndCommandAgree() throws IOException {
    Path byExample = Files.createDirectories(folder.resolve("example"));
    SlideSegmentation.Report report =
        SegmentExample.run(
            weights, image, byExample, new TileOptions(32, 0.25, TestTimeViews.NONE, 4));
    assertThat(report.tiles()).isEqualTo(3 * 4);
    Path byCommand = Files.createDirectories(folder.resolve("command"));
    CommandRun segment =
        CommandRun.of(
            "segment",
            image,
            byCommand.resolve("mask.tif"),
            "--weights",
            weights,
            "--tile",
            32,
            "--overlap",
            0.25,
            "--overlay",
            byCommand.resolve("overlay.png"),
            "--geojson",
            byCommand.resolve("tumour.geojson"));
    assertThat(segment.exitCode()).as(segment.err()).isZero();
    assertThat(segment.out())
        .startsWith(byCommand.resolve("mask.tif") + ": 70x90 pixels, 12 tiles, ")
        .contains(" % foreground, " + report.polygons() + " polygons");
    for (String name : new String[] {"mask.tif", "overlay.png", "tumour.geojson"}) {
      assertThat(byCommand.resolve(name)).hasSameBinaryContentAs(byExample.resolve(name));
    }
    JsonNode record = record(byCommand.resolve("mask.tif.provenance.json"));
    assertThat(record.path("extra"))
        .isEqualTo(record(byExample.resolve("mask.tif.provenance.json")).path("extra"));
    assertThat(record.path("backend").asText()).matches("(onnx|dl4j) .*");
    assertThat(record.path("extra").path("weights").asText()).isEqualTo("net.safetensors");
    assertThat(record.path("extra").path("weights_sha256").asText()).isEqualTo(sha256(weights));
    assertThat(record.path("extra").path("image").asText()).isEqualTo("tissue.png");
    assertThat(record.path("extra").path("image_sha256").asText()).isEqualTo(sha256(image));
    assertThat(record.path("extra").path("threshold").asText()).isEqualTo("0.5");
    assertThat(record.path("extra").path("tiles").asText())
        .contains("side=32", "overlap=0.25", "views=NONE");
    assertThat(record.path("extra").path("transforms").asText())
        .contains("Normalize")
        .doesNotContain("Resize");
  }

  private static JsonNode record(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  private static String sha256(Path file) throws IOException {
    return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
  }

  @Test
  void physicalScaleAndViews() throws IOException {
    Path slide = folder.resolve("slide.tif");
    StreamedImage.write(
        slide,
        Size.square(80),
        OptionalDouble.of(0.5),
        rows -> {
          for (int y = 0; y < 80; y++) {
            byte[] row = new byte[80];
            row[y] = 100;
            rows.row(row);
          }
        });
    Path result = folder.resolve("scaled.png");
    CommandRun segment =
        CommandRun.of(
            "segment",
            slide,
            result,
            "--weights",
            weights,
            "--tile",
            32,
            "--mpp",
            1,
            "--tta",
            "flips",
            "--mode",
            "map");
    assertThat(segment.exitCode()).as(segment.err()).isZero();
    assertThat(segment.out()).contains("40x40 pixels of 1.00 um, 4 tiles");
    assertThat(ImageFiles.readSize(result)).isEqualTo(Size.square(40));
    JsonNode how = record(folder.resolve("scaled.png.provenance.json")).path("extra");
    assertThat(how.path("micrometres_per_pixel").asText()).isEqualTo("1.0");
    assertThat(how.path("mode").asText()).isEqualTo("MAP");
  }

  @ParameterizedTest
  @CsvSource({
    "--tile, 100, '--tile: expected a multiple of 16, at least 32; found 100'",
    "--overlap, 1, '--overlap: expected 0 to 0.9; found 1.0'",
    "--threshold, 2, '--threshold: expected 0 to 1; found 2.0'",
    "--mode, rgba, A large image's result is a threshold or a map",
    "--mpp, 0.5, does not state its scale",
    "--overlay, overlay.jpg, an overlay is written as .png",
    "--tta, all, 'expected one of [NONE, FLIPS, DIHEDRAL]'"
  })
  void whatCannotBeUsed(String option, String value, String message) {
    Path result = folder.resolve("refused.tif");
    CommandRun segment =
        CommandRun.of("segment", image, result, "--weights", weights, option, value);
    assertThat(segment.exitCode()).isEqualTo(2);
    assertThat(segment.err()).contains(message).doesNotContain("\tat ");
    assertThat(result).doesNotExist();
  }

  @Test
  void aFormatThatIsNotRead() throws IOException {
    Path slide = Files.writeString(folder.resolve("slide.mrxs"), "");
    CommandRun segment =
        CommandRun.of("segment", slide, folder.resolve("a.tif"), "--weights", weights);
    assertThat(segment.exitCode()).isEqualTo(2);
    assertThat(segment.err())
        .contains(slide + ": is a 3DHISTECH MIRAX slide, which is not read; convert it");
  }
}
