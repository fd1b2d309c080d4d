package org.bis5k.testing;

import java.nio.charset.StandardCharsets;

/**
 * The deterministic numbers that stand for tensors too large to ship: SplitMix64 seeded with the
 * 64-bit FNV-1a hash of a name; element i is uniform in [-1, 1).
 */
public final class FormulaStream {

  private final long seed;

  private FormulaStream(long seed) {
    this.seed = seed;
  }

  /** The stream of a name, for example {@code ccr/in0}. */
  public static FormulaStream named(String name) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return new FormulaStream(hash);
  }

  /** Element {@code index}, counted from 0. */
  public double at(long index) {
    long z = seed + (index + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (z >>> 11) * 0x1.0p-52 - 1;
  }

  /** The first {@code count} elements, rounded to float. */
  public float[] floats(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) at(i);
    }
    return values;
  }
}
