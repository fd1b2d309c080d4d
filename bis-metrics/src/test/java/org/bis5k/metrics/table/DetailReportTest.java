package org.bis5k.metrics.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bis5k.metrics.DatasetDetails;
import org.bis5k.metrics.DetailOptions;
import org.bis5k.metrics.ImageDetails;
import org.bis5k.metrics.Pictures;
import org.bis5k.metrics.file.DetailCsv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetailReportTest {

  @TempDir Path folder;

  private static ImageDetails image(String name, String prediction, String truth) {
    return ImageDetails.of(
        name, Pictures.grey(prediction), Pictures.mask(truth), DetailOptions.inPixels());
  }

  private static final DatasetDetails DETAILS =
      DatasetDetails.of(
          List.of(
              image("half", "##../##..", "#.../#..."),
              image("gone", "..../....", "#.../#..."),
              image("none", "..../....", "..../....")),
          DetailOptions.inPixels());

  @Test
  void meansWithWhatTheyLeaveOut() {
    assertThat(DetailTable.of(DETAILS).toString())
        .startsWith("at 0.5        mean  finite mean  images  undefined  infinite\n")
        .contains("dice         0.333        0.333       2          1         0\n")
        .contains("sensitivity  0.500        0.500       2          1         0\n")
        .contains("specificity  0.889        0.889       3          0         0\n")
        .contains("hd             inf        1.000       2          1         1\n")
        .contains("nsd          0.500        0.500       2          1         0\n")
        .endsWith("pixel spacing 1.0, tolerance 2.0, boundary width 2 %, 10 calibration bins\n");
  }

  @Test
  void oneLinePerImage() {
    Path file = folder.resolve("details.csv");
    DetailCsv.write(file, DETAILS);
    List<String> lines = DetailCsv.text(DETAILS).lines().toList();
    assertThat(file).content().isEqualTo(DetailCsv.text(DETAILS));
    assertThat(lines).hasSize(4).element(0).asString().startsWith("name, dice, iou, sensitivity");
    assertThat(lines.get(1)).startsWith("gone, 0.0, 0.0, 0.0, 1.0, nan, ").contains(", Infinity, ");
    assertThat(lines.get(2)).startsWith("half, 0.6666666666666666, 0.5, 1.0, ");
    assertThat(lines.get(3)).startsWith("none, nan, nan, nan, 1.0, nan, ");
  }
}
