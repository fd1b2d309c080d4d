package org.bis5k.data.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.bis5k.data.Orientation;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A leaked, turned image of an awkward name and an unpaired file, as page and as JSON. */
class AuditPageTest {

  @TempDir Path root;
  private AuditReport report;

  @BeforeEach
  void audit() throws IOException {
    SyntheticTissue.of(new Size(48, 64), 6).write(root, 2, 1);
    RgbImage tile = ImageFiles.readRgb(root.resolve("formal_train/images/bis_he_id000001.png"));
    String name = "<img src=x onerror=\"a&b'\">.png";
    ImageFiles.write(
        PlantedCopy.turned(tile, Orientation.ROTATED_180),
        root.resolve("formal_test/images").resolve(name));
    ImageFiles.write(
        ImageFiles.readGrey(root.resolve("formal_train/masks/bis_he_id000001.png")),
        root.resolve("formal_test/masks").resolve(name));
    Files.delete(root.resolve("formal_train/masks/bis_he_id000000.png"));
    report = DatasetAudit.run(List.of(root), AuditOptions.standard());
  }

  private String page() throws IOException {
    Path file = root.resolve("audit.html");
    AuditPage.write(file, report);
    return Files.readString(file);
  }

  @Test
  void showsBothImagesOfThePair() throws IOException {
    Matcher images = Pattern.compile("data:image/jpeg;base64,([^\"]+)").matcher(page());
    for (int i = 0; i < 2; i++) {
      assertThat(images.find()).isTrue();
      byte[] jpeg = Base64.getDecoder().decode(images.group(1));
      assertThat(ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth()).isEqualTo(220);
    }
    assertThat(images.find()).isFalse();
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    assertThat(page())
        .contains("Something is wrong.")
        .contains("leaked pairs: 1 · duplicates within a part: 0 · problems: 1 · notes: 2")
        .contains("<strong>copy, rotated by 180°</strong>, correlation 1.000")
        .contains("bis_he_id000000.png: this image has no mask")
        .contains("Height x width: 48x64 (1). Masks: 0 empty, 0 full, 0 not binary.");
  }

  @Test
  void escapesNamesAndNeedsNoOtherFile() throws IOException {
    assertThat(page())
        .contains("&lt;img src=x onerror=&quot;a&amp;b&#39;&quot;&gt;.png")
        .doesNotContain("<img src=x")
        .doesNotContain("http")
        .doesNotContain("<script");
  }

  @Test
  void jsonHoldsTheSame() throws IOException {
    Path file = root.resolve("audit.json");
    AuditJson.write(file, report);
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.get("sound").asBoolean()).isFalse();
    assertThat(json.get("parts").findValuesAsText("name"))
        .containsExactly("formal_train", "formal_test");
    assertThat(json.at("/parts/1/sizes/48x64").asInt()).isEqualTo(2);
    assertThat(json.at("/parts/0/foreground/counts")).hasSize(20);
    assertThat(json.at("/findings/0/kind").asText()).isEqualTo("no_mask");
    assertThat(json.at("/findings/0/wrong").asBoolean()).isTrue();
    JsonNode leak = json.at("/duplicates/0");
    assertThat(leak.get("leak").asBoolean()).isTrue();
    assertThat(leak.get("orientation").asText()).isEqualTo("rotated_180");
    assertThat(leak.get("relation").asText()).isEqualTo("copy, rotated by 180°");
    assertThat(leak.get("second").asText()).endsWith("a&b'\">.png");
    assertThat(leak.get("correlation").asDouble()).isEqualTo(1);
  }
}
