package org.bis5k.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.bis5k.model.graph.AxialAttention.Axis;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.ConvGeometry;
import org.bis5k.model.kernel.Corners;
import org.bis5k.model.kernel.PoolWindow;
import org.bis5k.testing.FormulaStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every layer and operation against finite differences. */
@Tag("kernels")
final class GradientCheckTest {

  private static final double STEP = 1e-2;

  /** Where ReLU follows: small enough that no sum within {@link #MARGIN} of 0 changes its sign. */
  private static final double SHORT_STEP = 4e-3;

  private static final double MARGIN = 0.04;

  /** A layer without kinks, or whose inputs the case itself keeps away from them. */
  private record Smooth(
      String name, BiFunction<Wiring, Edge[], Edge[]> wiring, long[][] shapes, float[][] inputs) {

    static Smooth of(String name, BiFunction<Wiring, Edge[], Edge[]> wiring, long[]... shapes) {
      return new Smooth(name, wiring, shapes, draw("in", shapes));
    }
  }

  private static float[][] draw(String stream, long[][] shapes) {
    float[][] inputs = new float[shapes.length][];
    for (int i = 0; i < shapes.length; i++) {
      int length = (int) (shapes[i][0] * shapes[i][1] * shapes[i][2] * shapes[i][3]);
      inputs[i] = FormulaStream.named(stream + i).floats(length);
    }
    return inputs;
  }

  private static long[] shape(long... sides) {
    return sides;
  }

  private static BiFunction<Wiring, Edge[], Edge[]> conv(ConvGeometry geometry, boolean relu) {
    return (w, in) -> {
      Scope scope = w.scope();
      ConvUnit unit = scope.normalize(scope.convolution("conv", geometry), "bn");
      return new Edge[] {w.conv(relu ? unit.withRelu() : unit, in[0])};
    };
  }

  private static BiFunction<Wiring, Edge[], Edge[]> pool(PoolWindow pool) {
    return (w, in) -> new Edge[] {w.pool(pool, in[0])};
  }

  private static BiFunction<Wiring, Edge[], Edge[]> axial(Axis axis) {
    return (w, in) -> new Edge[] {w.axialAttention(axis, in[0], in[1], in[2])};
  }

  private static List<Smooth> smooth() {
    List<Smooth> cases = new ArrayList<>();
    ConvGeometry plain = ConvGeometry.square(2, 3, 3);
    cases.add(
        Smooth.of(
            "convolution alone",
            (w, in) -> new Edge[] {w.conv(w.scope().convolution("conv", plain), in[0])},
            shape(2, 2, 4, 5)));
    cases.add(Smooth.of("convolution, norm", conv(plain, false), shape(2, 2, 4, 5)));
    cases.add(Smooth.of("stride 2", conv(plain.withStride(2), false), shape(2, 2, 5, 6)));
    cases.add(Smooth.of("dilation 2", conv(plain.withDilation(2), false), shape(2, 2, 5, 6)));
    cases.add(
        Smooth.of(
            "dilation beyond the map", conv(plain.withDilation(7), false), shape(2, 2, 5, 6)));
    ConvGeometry strided = plain.withStride(2).withDilation(2);
    cases.add(Smooth.of("stride and dilation", conv(strided, false), shape(2, 2, 5, 6)));
    cases.add(Smooth.of("1x5", conv(new ConvGeometry(2, 3, 1, 5, 1, 1), false), shape(2, 2, 4, 5)));
    cases.add(
        Smooth.of(
            "gate",
            (w, in) -> new Edge[] {w.gate(w.scope().gate("gate.gamma"), in[0])},
            shape(2, 3, 2, 3)));
    long[] small = shape(2, 2, 2, 3);
    cases.add(Smooth.of("sum", (w, in) -> new Edge[] {w.sum(in)}, small, small, small));
    cases.add(
        Smooth.of(
            "sum of one array with itself",
            (w, in) -> new Edge[] {w.sum(in[0], in[0], in[1])},
            small,
            small));
    cases.add(Smooth.of("mean", (w, in) -> new Edge[] {w.mean(in)}, small, small, small));
    cases.add(Smooth.of("concat", (w, in) -> new Edge[] {w.concat(in)}, small, shape(2, 3, 2, 3)));
    cases.add(
        Smooth.of(
            "channel slices",
            (w, in) -> new Edge[] {w.slice(in[0], 1, 2), w.slice(in[0], 0, 2)},
            shape(2, 4, 2, 3)));
    cases.add(Smooth.of("average", pool(PoolWindow.average3x3(2)), shape(2, 2, 5, 4)));
    cases.add(Smooth.of("average, stride 1", pool(PoolWindow.average3x3(1)), shape(2, 2, 4, 3)));
    cases.add(Smooth.of("average, ceil", pool(PoolWindow.averageCeil(2)), shape(2, 2, 5, 3)));
    cases.add(maximum());
    for (Corners corners : Corners.values()) {
      BiFunction<Wiring, Edge[], Edge[]> resize =
          (w, in) -> new Edge[] {w.resize(in[0], in[1], corners)};
      cases.add(Smooth.of("larger, " + corners, resize, shape(2, 2, 3, 4), shape(2, 1, 5, 7)));
      cases.add(Smooth.of("smaller, " + corners, resize, shape(2, 2, 6, 5), shape(2, 1, 3, 2)));
    }
    BiFunction<Wiring, Edge[], Edge[]> attention =
        (w, in) -> new Edge[] {w.attention(in[0], in[1], in[2])};
    long[] map = shape(2, 4, 2, 3);
    cases.add(Smooth.of("attention", attention, map, map, map));
    long[] wide = shape(1, 2, 17, 16); // more than one block of rows
    cases.add(Smooth.of("attention in blocks", attention, wide, wide, wide));
    for (Axis axis : Axis.values()) {
      long[] narrow = shape(2, 2, 4, 3);
      cases.add(
          Smooth.of("axial attention, " + axis, axial(axis), narrow, narrow, shape(2, 4, 4, 3)));
    }
    return cases;
  }

  /** All values a tenth apart, so that no step changes which one is the largest. */
  private static Smooth maximum() {
    float[] values = new float[2 * 2 * 5 * 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.1f * (i * 37 % values.length);
    }
    long[][] shapes = {{2, 2, 5, 4}};
    return new Smooth("maximum", pool(PoolWindow.maximum3x3(2)), shapes, new float[][] {values});
  }

  @TestFactory
  Stream<DynamicTest> smoothOnes() {
    return smooth().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.name(),
                    () -> {
                      try (GradientCheck check =
                          GradientCheck.of(each.wiring(), each.shapes(), each.inputs(), STEP)) {
                        check.check();
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> thoseWithRelu() {
    ConvGeometry plain = ConvGeometry.square(2, 2, 3);
    long[] small = shape(2, 2, 2, 3);
    return Stream.of(
        withRelu("convolution, norm", plain, shape(2, 2, 2, 3)),
        withRelu("stride 2", plain.withStride(2), shape(2, 2, 4, 5)),
        withRelu("dilation 2", plain.withDilation(2), shape(2, 2, 2, 3)),
        DynamicTest.dynamicTest(
            "sum",
            () ->
                checkRelu(
                    (w, in) -> new Edge[] {w.sum(in)},
                    (w, in) -> new Edge[] {w.sumThenRelu(in)},
                    small,
                    small)));
  }

  private static DynamicTest withRelu(String name, ConvGeometry geometry, long[] shape) {
    return DynamicTest.dynamicTest(
        name, () -> checkRelu(conv(geometry, false), conv(geometry, true), shape));
  }

  /** Draws inputs until no value before the ReLU is near 0, and some lie on either side. */
  private static void checkRelu(
      BiFunction<Wiring, Edge[], Edge[]> before,
      BiFunction<Wiring, Edge[], Edge[]> after,
      long[]... shapes) {
    for (int draw = 0; draw < 200; draw++) {
      float[][] inputs = draw("draw" + draw + "/in", shapes);
      float[] values;
      try (GradientCheck linear = GradientCheck.of(before, shapes, inputs, SHORT_STEP)) {
        values = linear.forward()[0];
      }
      float nearest = Float.MAX_VALUE;
      int positive = 0;
      for (float value : values) {
        nearest = Math.min(nearest, Math.abs(value));
        positive += value > 0 ? 1 : 0;
      }
      if (nearest > MARGIN) {
        assertThat(positive).isBetween(1, values.length - 1);
        try (GradientCheck check = GradientCheck.of(after, shapes, inputs, SHORT_STEP)) {
          check.check();
        }
        return;
      }
    }
    throw new AssertionError("No draw keeps away from 0");
  }
}
