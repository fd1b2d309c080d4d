package org.bis5k.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.bis5k.data.Mask;
import org.junit.jupiter.api.Test;

class SurfaceDistancesTest {

  private static final double HALF_DIAGONAL = Math.sqrt(0.5);

  private static SurfaceDistances pixels(String prediction, String truth) {
    return SurfaceDistances.between(Pictures.mask(prediction), Pictures.mask(truth), 1);
  }

  @Test
  void onePixelBesideAnother() {
    // Each contour has four corners of half a diagonal; two coincide, two are one pixel away.
    SurfaceDistances d = pixels("#.", ".#");
    assertThat(d.hausdorff()).isEqualTo(1);
    assertThat(d.hausdorff(50)).isZero();
    assertThat(d.hausdorff(51)).isEqualTo(1);
    assertThat(d.averageSymmetric()).isCloseTo(0.5, within(1e-15));
    assertThat(d.surfaceDice(0)).isCloseTo(0.5, within(1e-15));
    assertThat(d.surfaceDice(1)).isEqualTo(1);
  }

  @Test
  void longContoursWeighMore() {
    // A bar of three pixels has 4 half diagonals and 4 sides; the single pixel 4 half diagonals.
    SurfaceDistances d = pixels("###", "#..");
    double bar = 4 * HALF_DIAGONAL + 4;
    // Bar corners: 2 halves and 2 sides at distance 0; 2 sides 1 away; 2 halves 2 away.
    double sum = 2 * 1 + 2 * HALF_DIAGONAL * 2;
    assertThat(d.averageFromPrediction()).isCloseTo(sum / bar, within(1e-15));
    assertThat(d.averageFromTruth()).isZero();
    assertThat(d.averageSymmetric()).isCloseTo(sum / (bar + 4 * HALF_DIAGONAL), within(1e-15));
    assertThat(d.hausdorff()).isEqualTo(2);
  }

  @Test
  void theSpacingScalesDistancesButNotShares() {
    SurfaceDistances d = SurfaceDistances.between(Pictures.mask("#."), Pictures.mask(".#"), 0.25);
    assertThat(d.hausdorff()).isEqualTo(0.25);
    assertThat(d.surfaceDice(0.25)).isEqualTo(1);
    assertThat(d.surfaceDice(0.24)).isCloseTo(0.5, within(1e-15));
  }

  @Test
  void emptyMasks() {
    SurfaceDistances one = pixels("..", "#.");
    assertThat(one.hausdorff()).isInfinite();
    assertThat(one.averageSymmetric()).isInfinite();
    assertThat(one.averageFromPrediction()).isNaN();
    assertThat(one.surfaceDice(100)).isZero();
    assertThat(one.surfaceDice(Double.POSITIVE_INFINITY)).isZero();
    SurfaceDistances both = pixels("..", "..");
    assertThat(both.hausdorff(95)).isNaN();
    assertThat(both.averageSymmetric()).isNaN();
    assertThat(both.surfaceDice(1)).isNaN();
  }

  @Test
  void equalsTheReferenceLibrary() throws IOException {
    List<String> lines = Files.readAllLines(Golden.folder("surface.csv"));
    lines = lines.stream().filter(line -> !line.startsWith("#")).skip(1).toList();
    assertThat(lines).hasSize(37);
    for (String line : lines) {
      String[] cells = line.split(",");
      double[] wanted =
          Arrays.stream(cells)
              .skip(1)
              .map(cell -> cell.equals("inf") ? "Infinity" : cell.replace("nan", "NaN"))
              .mapToDouble(Double::parseDouble)
              .toArray();
      if (cells[0].equals("edge_empty_gt_empty_pred")) {
        Arrays.fill(wanted, 0, 3, Double.NaN); // our convention; the library says infinite
      }
      Mask p = Mask.of(Golden.prediction(cells[0]));
      Mask t = Golden.truth(cells[0]);
      SurfaceDistances d = SurfaceDistances.between(p, t, 0.5);
      double[] found = {
        d.hausdorff(),
        d.hausdorff(95),
        d.hausdorff(50),
        d.averageFromPrediction(),
        d.averageFromTruth(),
        d.averageSymmetric(),
        d.surfaceDice(0),
        d.surfaceDice(0.5),
        d.surfaceDice(1.25),
        BoundaryIou.of(p, t, 1),
        BoundaryIou.of(p, t, 3)
      };
      for (int i = 0; i < wanted.length; i++) {
        // Equality first: no difference of infinities is close to zero.
        if (Double.compare(found[i], wanted[i]) != 0) {
          assertThat(found[i]).as("%s %d", cells[0], i).isCloseTo(wanted[i], within(1e-12));
        }
      }
    }
  }

  @Test
  void argumentsAreChecked() {
    assertThatThrownBy(() -> pixels("#.", "#"))
        .hasMessage("The prediction has size 1x2, its ground truth 1x1");
    Mask mask = Pictures.mask("#");
    assertThatThrownBy(() -> SurfaceDistances.between(mask, mask, 0))
        .hasMessage("The pixel spacing must be positive; found 0.0");
    assertThatThrownBy(() -> pixels("#", "#").hausdorff(0))
        .hasMessage("A percentage lies in 0 to 100; found 0.0");
    assertThatThrownBy(() -> pixels("#", "#").surfaceDice(-1))
        .hasMessage("A tolerance is not negative; found -1.0");
  }
}
