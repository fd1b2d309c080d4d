package org.bis5k.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bis5k.data.Size;
import org.junit.jupiter.api.Test;

/**
 * Probabilities and ranges over fixed seeds. A share of n draws has a standard deviation of at most
 * 0.5 / sqrt(n) = 0.0035; the tolerance is five of them.
 */
class PixelTransformTest {

  private static final int DRAWS = 20_000;
  private static final double TOLERANCE = 0.0177;

  private static void draw(PixelTransform transform, Consumer<PixelOperation> each) {
    SplittableRandom random = new SplittableRandom(20260101);
    for (int i = 0; i < DRAWS; i++) {
      each.accept(transform.draw(random));
    }
  }

  private static Map<Object, Integer> count(PixelTransform transform) {
    Map<Object, Integer> counts = new HashMap<>();
    draw(transform, operation -> counts.merge(operation, 1, Integer::sum));
    return counts;
  }

  private static void share(int count, double expected) {
    assertThat((double) count / DRAWS).isCloseTo(expected, within(TOLERANCE));
  }

  @Test
  void scalesHalfOfTheTimeUniformly() {
    double[] sums = new double[2];
    draw(
        new RandomScaleCrop(0.75, 1.25),
        operation -> {
          if (operation instanceof RandomScaleCrop.ScaleCropped crop) {
            assertThat(crop.scale()).isGreaterThanOrEqualTo(0.75).isLessThan(1.25);
            sums[0]++;
            sums[1] += crop.scale();
          } else {
            assertThat(operation).isEqualTo(new PixelOperation.Unchanged());
          }
        });
    share((int) sums[0], 0.5);
    // A uniform variable over half a unit deviates by 0.144; its mean over 10,000 by 0.0014.
    assertThat(sums[1] / sums[0]).isCloseTo(1, within(0.0072));
  }

  @Test
  void keepsAConstantScale() {
    assertThat(count(new RandomScaleCrop(0.9, 0.9)))
        .containsOnlyKeys(new PixelOperation.Unchanged(), new RandomScaleCrop.ScaleCropped(0.9));
  }

  @Test
  void flipsIndependently() {
    Map<Object, Integer> counts = count(new RandomFlip(true, true));
    assertThat(counts).hasSize(4);
    counts.values().forEach(count -> share(count, 0.25));
    assertThat(count(new RandomFlip(false, true)))
        .containsOnlyKeys(
            new RandomFlip.Flipped(false, false), new RandomFlip.Flipped(false, true));
  }

  @Test
  void rotatesByEveryDegreeBelowTheEnd() {
    Map<Object, Integer> counts = count(new RandomRotate(0, 359));
    share(counts.remove(new PixelOperation.Unchanged()), 0.5);
    Object[] all = IntStream.range(0, 359).mapToObj(RandomRotate.Rotated::new).toArray();
    assertThat(counts).containsOnlyKeys(all);
  }

  @Test
  void enhancesInEveryOrderWithEachMethodHalfOfTheTime() {
    List<Enhancement> methods = List.of(Enhancement.values());
    Map<Enhancement, Integer> applied = new HashMap<>();
    Map<List<Enhancement>, Integer> orders = new HashMap<>();
    draw(
        new RandomImageEnhance(methods),
        operation -> {
          List<RandomImageEnhance.Step> steps = ((RandomImageEnhance.Enhanced) operation).steps();
          for (RandomImageEnhance.Step step : steps) {
            assertThat(step.factor()).isGreaterThanOrEqualTo(1).isLessThan(1.1);
            applied.merge(step.method(), 1, Integer::sum);
          }
          orders.merge(
              steps.stream().map(RandomImageEnhance.Step::method).toList(), 1, Integer::sum);
        });
    methods.forEach(method -> share(applied.get(method), 0.5));
    // 1 empty list, 3 of one, 6 of two and 6 of three methods.
    assertThat(orders).hasSize(16);
    double[] shares = {1.0 / 8, 1.0 / 8, 1.0 / 16, 1.0 / 48};
    orders.forEach((order, count) -> share(count, shares[order.size()]));
  }

  @Test
  void dilatesErodesOrKeepsAThirdEach() {
    Map<Object, Integer> counts = count(new RandomDilationErosion(2, 5));
    share(counts.remove(new PixelOperation.Unchanged()), 1.0 / 3);
    assertThat(counts).hasSize(6);
    for (Morphology.Kind kind : Morphology.Kind.values()) {
      for (int side = 2; side < 5; side++) {
        share(counts.get(new RandomDilationErosion.Morphed(kind, side)), 1.0 / 9);
      }
    }
  }

  @Test
  void blursHalfOfTheTimeBelowOnePixel() {
    int[] applied = new int[1];
    draw(
        new RandomGaussianBlur(),
        operation -> {
          if (operation instanceof RandomGaussianBlur.Blurred blurred) {
            assertThat(blurred.radius()).isGreaterThanOrEqualTo(0).isLessThan(1);
            applied[0]++;
          }
        });
    share(applied[0], 0.5);
  }

  @Test
  void stainsAndJittersWithinTheirStrength() {
    draw(
        new StainAugmentation(0.2),
        operation -> {
          StainShift shift = (StainShift) operation;
          assertThat(shift.hematoxylinScale()).isGreaterThanOrEqualTo(0.8).isLessThan(1.2);
          assertThat(shift.hematoxylinShift()).isGreaterThanOrEqualTo(-0.2).isLessThan(0.2);
          assertThat(shift.eosinScale()).isGreaterThanOrEqualTo(0.8).isLessThan(1.2);
          assertThat(shift.eosinShift()).isGreaterThanOrEqualTo(-0.2).isLessThan(0.2);
        });
    draw(
        new ColorJitter(0.1, 0, 0.3),
        operation -> {
          ColorJitter.Jittered jittered = (ColorJitter.Jittered) operation;
          assertThat(jittered.brightness()).isGreaterThanOrEqualTo(0.9).isLessThan(1.1);
          assertThat(jittered.contrast()).isEqualTo(1);
          assertThat(jittered.saturation()).isGreaterThanOrEqualTo(0.7).isLessThan(1.3);
        });
  }

  @Test
  void drawsNothingForASize() {
    assertThat(count(new Resize(Size.square(8)))).containsOnlyKeys(new Resize(Size.square(8)));
  }
}
