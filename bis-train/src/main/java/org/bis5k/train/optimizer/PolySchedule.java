package org.bis5k.train.optimizer;

/**
 * Polynomial decay of the learning rate with linear warm-up, as PolyLr of the released training
 * code. For T iterations in total, iteration t counted from 0 and a parameter group's base rate:
 *
 * <pre>
 * poly(t) = (base - minimum) * (1 - t/T)^gamma + minimum
 * rate(t) = min(base * (0.1 * (1 - a) + a), poly(t))   while t &lt; warmup, a = t / warmup
 *         = poly(t)                                     afterwards
 * </pre>
 *
 * The rate for t is set before step t. From T on it is the minimum.
 *
 * @param iterations T, iterations per epoch times epochs, at least 1
 * @param gamma exponent of the decay, positive
 * @param minimum the rate at T, the same for every group, not negative
 * @param warmup warm-up iterations, 0 for none
 */
public record PolySchedule(long iterations, double gamma, double minimum, long warmup) {

  private static final double WARMUP_START = 0.1;

  /**
   * Refuses values out of range.
   *
   * @param iterations T, at least 1
   * @param gamma exponent of the decay, positive
   * @param minimum the rate at T, not negative
   * @param warmup warm-up iterations, not negative
   * @throws IllegalArgumentException if a value is out of its range
   */
  public PolySchedule {
    if (iterations < 1 || warmup < 0) {
      throw new IllegalArgumentException(
          "A schedule needs at least 1 iteration and no negative warm-up; found "
              + iterations
              + " and "
              + warmup);
    }
    if (!(gamma > 0 && Double.isFinite(gamma)) || !(minimum >= 0 && Double.isFinite(minimum))) {
      throw new IllegalArgumentException(
          "A schedule needs a positive gamma and no negative minimum; found %s and %s"
              .formatted(gamma, minimum));
    }
  }

  /**
   * The learning rate of one iteration.
   *
   * @param base the group's own rate, multiplier included
   * @param iteration t, counted from 0 over all epochs
   * @return the rate to set before step t
   * @throws IllegalArgumentException if the iteration is negative
   */
  public double rate(double base, long iteration) {
    if (iteration < 0) {
      throw new IllegalArgumentException("Iterations count from 0; found " + iteration);
    }
    double done = (double) Math.min(iteration, iterations) / iterations;
    double poly = (base - minimum) * Math.pow(1 - done, gamma) + minimum;
    if (iteration >= warmup) {
      return poly;
    }
    double alpha = (double) iteration / warmup;
    return Math.min(base * (WARMUP_START * (1 - alpha) + alpha), poly);
  }
}
