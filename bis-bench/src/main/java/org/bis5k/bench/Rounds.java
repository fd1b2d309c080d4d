package org.bis5k.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures several works in turn, round by round, so that a temporary slowdown of the machine
 * affects all of them.
 */
final class Rounds {

  /** The time in which the virtual machine compiles the innermost loops. */
  static final Duration WARM_UP = Duration.ofSeconds(15);

  private static final int FEWEST_WARM_UPS = 2;

  /** The native libraries' threads spin for a while after a run, which would slow the next one. */
  private static final long PAUSE_MILLIS = 20;

  private final Map<String, Runnable> works;
  private final Duration warmUp;
  private final Consumer<String> progress;

  /**
   * A measurement.
   *
   * @param works by name, in the order in which they run; names are unique in a report
   * @param warmUp rounds are not counted until so much time has passed, and two rounds
   * @param progress told what happens, a line at a time
   */
  Rounds(Map<String, Runnable> works, Duration warmUp, Consumer<String> progress) {
    this.works = works;
    this.warmUp = warmUp;
    this.progress = progress;
  }

  /** The times of that many rounds after the warm-up, in the order of the works. */
  List<Measured> measure(int times) {
    progress.accept("warming up");
    long start = System.nanoTime();
    for (int i = 0; i < FEWEST_WARM_UPS || System.nanoTime() - start < warmUp.toNanos(); i++) {
      round();
    }
    List<List<Double>> rounds = new ArrayList<>();
    for (int i = 1; i <= times; i++) {
      progress.accept("round " + i + " of " + times);
      rounds.add(round());
    }
    List<Measured> results = new ArrayList<>();
    for (String name : works.keySet()) {
      int at = results.size();
      results.add(new Measured(name, rounds.stream().map(round -> round.get(at)).toList()));
    }
    return results;
  }

  private List<Double> round() {
    List<Double> milliseconds = new ArrayList<>();
    for (Runnable work : works.values()) {
      pause();
      long start = System.nanoTime();
      work.run();
      milliseconds.add((System.nanoTime() - start) / 1e6);
    }
    return milliseconds;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The measurement was interrupted", e);
    }
  }
}
