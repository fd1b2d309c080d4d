package org.bis5k.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.Kernels;
import org.bis5k.model.network.GoldenBlock;
import org.bis5k.testing.FormulaStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gradients of a small graph in training mode against central differences of its forward pass. The
 * scalar is the sum of the outputs times fixed random probes, added up in double; elements are
 * moved by {@code step} to both sides, one at a time. A gradient agrees if the norm of the
 * difference is at most {@link #TOLERANCE} of its norm.
 */
public final class GradientCheck implements AutoCloseable {

  /** What float32 forward passes and steps of about a hundredth allow. */
  static final double TOLERANCE = 0.005;

  /** Elements of a tensor that are checked, spread evenly over it. */
  private static final int SAMPLED = 60;

  private final GoldenBlock block;
  private final long[][] shapes;
  private final float[][] inputs;
  private final double step;
  private final float[][] probes;

  private GradientCheck(GoldenBlock block, long[][] shapes, float[][] inputs, double step) {
    this.block = block;
    this.shapes = shapes;
    this.inputs = inputs;
    this.step = step;
    float[][] outputs = forward();
    this.probes = new float[outputs.length][];
    for (int i = 0; i < outputs.length; i++) {
      probes[i] = FormulaStream.named("difference/probe" + i).floats(outputs[i].length);
    }
  }

  public static GradientCheck of(
      BiFunction<Wiring, Edge[], Edge[]> wiring, long[][] shapes, float[][] inputs, double step) {
    return new GradientCheck(
        GoldenBlock.of("difference", shapes, wiring), shapes, inputs.clone(), step);
  }

  /** The outputs of a training forward pass. */
  public float[][] forward() {
    try {
      INDArray[] outputs = block.forward(true, arrays());
      float[][] values = new float[outputs.length][];
      for (int i = 0; i < values.length; i++) {
        values[i] = new float[(int) outputs[i].length()];
        Kernels.current().read(outputs[i], values[i]);
      }
      return values;
    } finally {
      block.pass().release();
    }
  }

  private INDArray[] arrays() {
    INDArray[] arrays = new INDArray[inputs.length];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = block.pass().memory().take(shapes[i]);
      Kernels.current().write(inputs[i], arrays[i]);
    }
    return arrays;
  }

  private double value() {
    float[][] outputs = forward();
    double value = 0;
    for (int i = 0; i < outputs.length; i++) {
      for (int k = 0; k < outputs[i].length; k++) {
        value += (double) outputs[i][k] * probes[i][k];
      }
    }
    return value;
  }

  /** Checks every input and trained parameter; those that get no gradient must have none. */
  public void check() {
    gradients().forEach((name, gradient) -> check(name, gradient, elements(name)));
  }

  private void check(String name, double[] gradient, Elements elements) {
    int every = Math.max(1, gradient.length / SAMPLED);
    double[] found = new double[(gradient.length + every - 1) / every];
    double[] expected = new double[found.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = gradient[i * every];
      expected[i] = difference(elements, i * every);
    }
    if (norm(found) == 0) {
      assertThat(norm(expected)).as("%s, which gets no gradient", name).isZero();
      return;
    }
    assertThat(norm(expected)).as("%s must matter, or nothing is checked", name).isPositive();
    assertThat(disagreement(found, expected)).as(name).isLessThan(TOLERANCE);
    for (int i = 0; i < found.length; i++) {
      found[i] *= 1.02;
    }
    assertThat(disagreement(found, expected))
        .as("%s: a factor that is wrong by 2 %% must be seen", name)
        .isGreaterThan(TOLERANCE);
  }

  private double difference(Elements elements, int index) {
    float before = elements.get(index);
    float above = (float) (before + step);
    float below = (float) (before - step);
    elements.set(index, above);
    double up = value();
    elements.set(index, below);
    double down = value();
    elements.set(index, before);
    return (up - down) / ((double) above - below);
  }

  private static double disagreement(double[] found, double[] expected) {
    double[] difference = new double[found.length];
    for (int i = 0; i < found.length; i++) {
      difference[i] = found[i] - expected[i];
    }
    return norm(difference) / norm(expected);
  }

  private static double norm(double[] values) {
    double square = 0;
    for (double value : values) {
      square += value * value;
    }
    return Math.sqrt(square);
  }

  /** The gradients by name: in0, in1, ..., then the trained parameters. */
  private Map<String, double[]> gradients() {
    INDArray[] outputs = block.forward(true, arrays());
    INDArray[] outputGradients = new INDArray[outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      outputGradients[i] = block.pass().memory().take(outputs[i].shape());
      Kernels.current().write(probes[i], outputGradients[i]);
    }
    INDArray[] inputGradients = block.backward(outputGradients);
    Map<String, double[]> gradients = new LinkedHashMap<>();
    for (int i = 0; i < inputs.length; i++) {
      double[] gradient = new double[inputs[i].length];
      for (int k = 0; k < gradient.length && inputGradients[i] != null; k++) {
        gradient[k] = inputGradients[i].getDouble(k);
      }
      gradients.put("in" + i, gradient);
    }
    block
        .parameters()
        .forEach(
            (name, entry) -> {
              if (entry.spec().trained()) {
                gradients.put(name, block.gradient(name));
              }
            });
    block.pass().release();
    return gradients;
  }

  /** The numbers that a gradient belongs to. */
  private interface Elements {
    float get(int index);

    void set(int index, float value);
  }

  private Elements elements(String name) {
    NamedParameters.Entry entry = block.parameters().get(name);
    float[] values =
        entry == null
            ? inputs[Integer.parseInt(name.substring(2))]
            : new float[(int) entry.spec().length()];
    if (entry != null) {
      Kernels.current().read(entry.values(), values);
    }
    return new Elements() {
      @Override
      public float get(int index) {
        return values[index];
      }

      @Override
      public void set(int index, float value) {
        values[index] = value;
        if (entry != null) {
          Kernels.current().write(values, entry.values());
        }
      }
    };
  }

  @Override
  public void close() {
    block.close();
  }
}
