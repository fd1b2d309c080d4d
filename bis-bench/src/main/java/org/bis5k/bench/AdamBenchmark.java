package org.bis5k.bench;

import java.util.Arrays;
import org.bis5k.model.TrainingPass;
import org.bis5k.train.optimizer.Adam;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Adam's arithmetic on arrays, one thread; the baseline fills the three arrays that Adam writes,
 * the least that any optimiser with two moments costs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class AdamBenchmark {

  /** Called by JMH. */
  public AdamBenchmark() {}

  private static final double RATE = 1e-4;

  /** Elements at once: what a network's update sees, and what fits no cache. */
  @Param({"16384", "4194304"})
  public int elements;

  private float[] parameters;
  private float[] gradients;
  private float[] first;
  private float[] second;
  private long steps;

  /** Checks that the first step moves each parameter by the rate against its gradient. */
  @Setup(Level.Iteration)
  public void prepare() {
    parameters = new float[elements];
    gradients = new float[elements];
    first = new float[elements];
    second = new float[elements];
    for (int i = 0; i < elements; i++) {
      gradients[i] = i % 2 == 0 ? 0.25f : -0.5f;
    }
    steps = 0;
    update();
    for (int i = 0; i < elements; i++) {
      double expected = i % 2 == 0 ? -RATE : RATE;
      if (!(Math.abs(parameters[i] - expected) <= 1e-4 * RATE)) {
        throw new IllegalStateException(
            "Parameter " + i + " moved by " + parameters[i] + " instead of " + expected);
      }
    }
  }

  /**
   * One update.
   *
   * @return the parameters
   */
  @Benchmark
  public float[] update() {
    TrainingPass.Update update = Adam.update(++steps, RATE);
    update.apply("weight", parameters, gradients, first, second, elements);
    return parameters;
  }

  /**
   * The baseline.
   *
   * @return the parameters
   */
  @Benchmark
  public float[] fill() {
    Arrays.fill(parameters, 1);
    Arrays.fill(first, 1);
    Arrays.fill(second, 1);
    return parameters;
  }
}
