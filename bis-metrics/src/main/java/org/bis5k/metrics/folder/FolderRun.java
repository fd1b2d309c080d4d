package org.bis5k.metrics.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.bis5k.data.GreyImage;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.image.ImageFiles;

/**
 * One pass over paired folders with several threads. After the first unusable file no image is
 * visited any more, but all files are still read, so that the message names every unusable one.
 */
final class FolderRun {

  private final FolderPairs pairs;
  private final int threads;
  private final Supplier<Visitor> visitors;
  private final AtomicInteger next = new AtomicInteger();

  /** Problems found while reading, by the position of their pair; guarded by this. */
  private final Map<Integer, List<String>> unusable = new TreeMap<>();

  private volatile boolean failed;
  private volatile boolean stopped;

  /** Processes the images of a pair. */
  @FunctionalInterface
  interface Visitor {
    void visit(String name, GreyImage prediction, GreyImage truth);

    /** Whether the visitor does not need the images of a pair; false if a file is unreadable. */
    default boolean knows(FolderPairs.Pair pair) {
      return false;
    }
  }

  /** A run; each thread gets its own visitor. */
  FolderRun(FolderPairs pairs, int threads, Supplier<Visitor> visitors) {
    this.pairs = pairs;
    this.threads = threads;
    this.visitors = visitors;
    this.failed = !pairs.problems().isEmpty();
  }

  /** Visits all pairs, or throws an error that names all unusable files, under {@code folder}. */
  void visitAll(Path folder) {
    int workers = Math.max(1, Math.min(threads, pairs.pairs().size()));
    ExecutorService executor =
        Executors.newFixedThreadPool(
            workers,
            task -> {
              Thread thread = new Thread(task, "bis-eval");
              thread.setDaemon(true);
              return thread;
            });
    try {
      CompletionService<Void> running = new ExecutorCompletionService<>(executor);
      for (int i = 0; i < workers; i++) {
        running.submit(this::work, null);
      }
      for (int i = 0; i < workers; i++) {
        running.take().get();
      }
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("The evaluation was interrupted");
    } finally {
      stopped = true;
      executor.shutdownNow();
    }
    List<String> problems = new ArrayList<>(pairs.problems());
    unusable.values().forEach(problems::addAll);
    if (!problems.isEmpty()) {
      throw new InvalidInputException(
          "%s: the predictions cannot be scored (%s %s):\n  %s"
              .formatted(
                  folder,
                  problems.size(),
                  problems.size() == 1 ? "problem" : "problems",
                  String.join("\n  ", problems)));
    }
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause; // workers throw no checked exception
  }

  private void work() {
    Visitor visitor = visitors.get();
    for (int i = next.getAndIncrement(); i < pairs.pairs().size(); i = next.getAndIncrement()) {
      if (stopped) {
        return;
      }
      visit(i, visitor);
    }
  }

  private void visit(int index, Visitor visitor) {
    FolderPairs.Pair pair = pairs.pairs().get(index);
    List<String> problems = new ArrayList<>();
    if (visitor.knows(pair)) {
      return;
    }
    GreyImage prediction = read(pair.prediction(), problems);
    GreyImage truth = read(pair.truth(), problems);
    if (problems.isEmpty() && !prediction.size().equals(truth.size())) {
      problems.add(
          "%s: has size %s, its ground truth %s %s"
              .formatted(pair.prediction(), prediction.size(), pair.truth(), truth.size()));
    }
    if (!problems.isEmpty()) {
      failed = true;
      synchronized (this) {
        unusable.put(index, problems);
      }
    } else if (!failed) {
      visitor.visit(pair.stem(), prediction, truth);
    }
  }

  private static GreyImage read(Path file, List<String> problems) {
    try {
      return ImageFiles.readFirstChannel(file);
    } catch (InvalidInputException e) {
      problems.add(e.getMessage());
      return null;
    }
  }
}
