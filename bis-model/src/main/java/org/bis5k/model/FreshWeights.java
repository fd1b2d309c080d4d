package org.bis5k.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.bis5k.model.graph.ParameterSpec;

/**
 * The initial values of tensors by their {@link ParameterSpec#initial() rule}. The draws for a
 * tensor depend on the seed and its name alone.
 */
final class FreshWeights {

  private final long seed;

  FreshWeights(long seed) {
    this.seed = seed;
  }

  float[] of(ParameterSpec tensor) {
    float[] values = new float[Math.toIntExact(tensor.length())];
    SplittableRandom random = new SplittableRandom(seed ^ hash(tensor.checkpointName()));
    long[] shape = tensor.shape();
    switch (tensor.initial()) {
      case KAIMING_FAN_IN -> fillNormal(values, kaiming(shape[1], shape), random);
      case KAIMING_FAN_OUT -> fillNormal(values, kaiming(shape[0], shape), random);
      case UNIFORM -> {
        double bound = 1 / Math.sqrt(shape[shape.length - 1]);
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
      }
      case ONE -> Arrays.fill(values, 1);
      case ZERO -> {}
    }
    return values;
  }

  private static double kaiming(long channels, long[] shape) {
    return Math.sqrt(2.0 / (channels * shape[2] * shape[3]));
  }

  /** Marsaglia's polar method with strict mathematics: the same bits on every machine. */
  private static void fillNormal(float[] values, double deviation, SplittableRandom random) {
    int i = 0;
    while (i < values.length) {
      double u = 2 * random.nextDouble() - 1;
      double v = 2 * random.nextDouble() - 1;
      double s = u * u + v * v;
      if (s >= 1 || s == 0) {
        continue;
      }
      double factor = deviation * Math.sqrt(-2 * StrictMath.log(s) / s);
      values[i++] = (float) (u * factor);
      if (i < values.length) {
        values[i++] = (float) (v * factor);
      }
    }
  }

  /** 64-bit FNV-1a. */
  private static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
