package org.bis5k.model;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * What a parameter starts as. Convolutions: Kaiming normal with gain root 2, fan-out in the encoder
 * and fan-in elsewhere (He et al., doi:10.1109/ICCV.2015.123); batch norm: scale 1, shift 0; gamma
 * 0; the unused classifier: uniform, as PyTorch's {@code Linear}. The draws of a parameter depend
 * on the seed and its name alone.
 */
final class FreshWeights {

  private final long seed;

  FreshWeights(long seed) {
    this.seed = seed;
  }

  float[] of(String name, long[] shape) {
    float[] values = new float[length(shape)];
    SplittableRandom random = new SplittableRandom(seed ^ hash(name));
    if (shape.length == 4) {
      double fan = name.startsWith("resnet.") ? shape[0] * shape[2] * shape[3] : fanIn(shape);
      fillNormal(values, Math.sqrt(2 / fan), random);
    } else if (name.startsWith("resnet.fc.")) {
      double bound = 1 / Math.sqrt(shape.length == 2 ? shape[1] : values.length);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
      }
    } else if (name.endsWith("running_var") || name.endsWith(".weight")) {
      java.util.Arrays.fill(values, 1);
    }
    return values;
  }

  private static int length(long[] shape) {
    long length = 1;
    for (long side : shape) {
      length = Math.multiplyExact(length, side);
    }
    return Math.toIntExact(length);
  }

  private static double fanIn(long[] shape) {
    return shape[1] * shape[2] * shape[3];
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
