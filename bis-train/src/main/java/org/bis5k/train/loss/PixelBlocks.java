package org.bis5k.train.loss;

import java.util.stream.IntStream;

/**
 * Sums over pixels in blocks of fixed length, run in parallel and added in order: the result does
 * not depend on the number of threads.
 */
final class PixelBlocks {

  private static final int LENGTH = 8192;

  private PixelBlocks() {}

  /** The sum over the pixels {@code from} (inclusive) to {@code to} (exclusive). */
  @FunctionalInterface
  interface BlockSum {
    double over(int from, int to);
  }

  /** The sum over the pixels {@code start} (inclusive) to {@code end} (exclusive). */
  static double sum(int start, int end, BlockSum block) {
    int blocks = (end - start + LENGTH - 1) / LENGTH;
    if (blocks == 1) {
      return block.over(start, end);
    }
    double[] parts = new double[blocks];
    IntStream.range(0, blocks)
        .parallel()
        .forEach(
            i -> {
              int from = start + i * LENGTH;
              parts[i] = block.over(from, Math.min(from + LENGTH, end));
            });
    double sum = 0;
    for (double part : parts) {
      sum += part;
    }
    return sum;
  }

  /** The sigmoid of p, given e = exp(-|p|), which cannot overflow. */
  static double sigmoid(double p, double e) {
    return (p >= 0 ? 1 : e) / (1 + e);
  }

  /** Binary cross-entropy with logits, given e = exp(-|p|). */
  static double crossEntropy(double p, double y, double e) {
    return Math.max(p, 0) - p * y + Math.log(1 + e);
  }
}
