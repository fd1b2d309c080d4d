package org.bis5k.data.polygon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;
import org.bis5k.data.Size;
import org.junit.jupiter.api.Test;

class MaskPolygonTest {

  private static Mask mask(String... rows) {
    byte[] samples = new byte[rows.length * rows[0].length()];
    for (int i = 0; i < samples.length; i++) {
      boolean inside = rows[i / rows[0].length()].charAt(i % rows[0].length()) == '#';
      samples[i] = (byte) (inside ? 255 : 0);
    }
    return Mask.of(GreyImage.of(new Size(rows.length, rows[0].length()), samples));
  }

  private static List<PixelRing> rings(List<MaskPolygon> polygons) {
    List<PixelRing> rings = new ArrayList<>();
    for (MaskPolygon polygon : polygons) {
      rings.add(polygon.outline());
      rings.addAll(polygon.holes());
    }
    return rings;
  }

  /** A pixel is inside a polygon if a ray from its middle to the left crosses an odd number. */
  private static int coverage(List<MaskPolygon> polygons, int row, int column) {
    int inside = 0;
    for (MaskPolygon polygon : polygons) {
      int crossings = 0;
      for (PixelRing ring : rings(List.of(polygon))) {
        for (int i = 0; i < ring.size(); i++) {
          int next = (i + 1) % ring.size();
          boolean spans = ring.y(i) <= row != ring.y(next) <= row;
          if (spans && ring.x(i) <= column) {
            crossings++;
          }
        }
      }
      inside += crossings % 2;
    }
    return inside;
  }

  @Test
  void onePixel() {
    List<MaskPolygon> polygons = MaskPolygon.of(mask("..", ".#"));
    assertThat(polygons).hasSize(1);
    assertThat(polygons.get(0).outline()).hasToString("[1, 1, 2, 1, 2, 2, 1, 2]");
    assertThat(polygons.get(0).holes()).isEmpty();
    assertThat(polygons.get(0).area()).isEqualTo(1);
  }

  @Test
  void nothing() {
    assertThat(MaskPolygon.of(mask("..", ".."))).isEmpty();
  }

  @Test
  void aHole() {
    List<MaskPolygon> polygons = MaskPolygon.of(mask("###", "#.#", "###"));
    assertThat(polygons).hasSize(1);
    assertThat(polygons.get(0).outline()).hasToString("[0, 0, 3, 0, 3, 3, 0, 3]");
    assertThat(polygons.get(0).holes().toString()).isEqualTo("[[1, 2, 2, 2, 2, 1, 1, 1]]");
    assertThat(polygons.get(0).area()).isEqualTo(8);
  }

  @Test
  void pixelsThatTouchAtACornerAreTwoPolygons() {
    assertThat(MaskPolygon.of(mask("#.", ".#"))).hasSize(2);
    assertThat(MaskPolygon.of(mask(".#", "#."))).hasSize(2);
  }

  @Test
  void holesThatTouchAtACornerAreTwoRings() {
    List<MaskPolygon> polygons = MaskPolygon.of(mask("####", "#.##", "##.#", "####"));
    assertThat(polygons).hasSize(1);
    assertThat(polygons.get(0).holes()).hasSize(2);
    assertThat(polygons.get(0).area()).isEqualTo(14);
  }

  @Test
  void aRegionThatTouchesItselfEnclosesAHole() {
    List<MaskPolygon> polygons = MaskPolygon.of(mask("###", "#.#", "##."));
    assertThat(polygons).hasSize(1);
    assertThat(polygons.get(0).holes()).hasSize(1);
    assertThat(polygons.get(0).area()).isEqualTo(7);
  }

  @Test
  void anIslandInAHole() {
    List<MaskPolygon> polygons = MaskPolygon.of(mask("#####", "#...#", "#.#.#", "#...#", "#####"));
    assertThat(polygons).hasSize(2);
    assertThat(polygons.get(0).holes()).hasSize(1);
    assertThat(polygons.get(1).area()).isEqualTo(1);
  }

  @Property(tries = 2000)
  void thePolygonsAreTheMask(
      @ForAll @IntRange(min = 1, max = 12) int height,
      @ForAll @IntRange(min = 1, max = 12) int width,
      @ForAll @DoubleRange(min = 0.05, max = 0.95) double density,
      @ForAll long seed) {
    Random random = new Random(seed);
    byte[] samples = new byte[height * width];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (random.nextDouble() < density ? 255 : 0);
    }
    Mask mask = Mask.of(GreyImage.of(new Size(height, width), samples));
    List<MaskPolygon> polygons = MaskPolygon.of(mask);
    for (int i = 0; i < samples.length; i++) {
      assertThat(coverage(polygons, i / width, i % width)).isEqualTo(mask.at(i) ? 1 : 0);
    }
    for (PixelRing ring : rings(polygons)) {
      Set<Long> corners = new HashSet<>();
      for (int i = 0; i < ring.size(); i++) {
        assertThat(corners.add((long) ring.x(i) << 32 | ring.y(i))).as("%s", ring).isTrue();
      }
    }
    for (MaskPolygon polygon : polygons) {
      assertThat(polygon.outline().area()).isPositive();
      assertThat(polygon.holes()).allMatch(hole -> hole.area() < 0);
    }
    assertThat(polygons.stream().mapToDouble(MaskPolygon::area).sum())
        .isEqualTo(mask.foregroundPixels());
  }

  @Test
  void simplifyingStaysWithinItsTolerance() {
    String[] rows = new String[40];
    for (int y = 0; y < rows.length; y++) {
      StringBuilder row = new StringBuilder();
      for (int x = 0; x < 40; x++) {
        row.append(Math.hypot(x - 19.5, y - 19.5) < 16 ? '#' : '.');
      }
      rows[y] = row.toString();
    }
    PixelRing circle = MaskPolygon.of(mask(rows)).get(0).outline();
    assertThat(circle.simplified(0).area()).isEqualTo(circle.area());
    PixelRing simple = circle.simplified(1);
    assertThat(simple.size()).isLessThan(circle.size() / 3);
    assertThat(simple.area()).isBetween(0.95 * circle.area(), 1.05 * circle.area());
    for (int i = 0; i < circle.size(); i++) {
      assertThat(distance(simple, circle.x(i), circle.y(i))).isLessThanOrEqualTo(1);
    }
    assertThat(circle.simplified(1000).size()).isEqualTo(3);
    assertThatThrownBy(() -> circle.simplified(-1))
        .hasMessage("A tolerance is at least 0; found -1.0");
  }

  private static double distance(PixelRing ring, double x, double y) {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < ring.size(); i++) {
      int next = (i + 1) % ring.size();
      least =
          Math.min(
              least,
              java.awt.geom.Line2D.ptSegDist(
                  ring.x(i), ring.y(i), ring.x(next), ring.y(next), x, y));
    }
    return least;
  }
}
