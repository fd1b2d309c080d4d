package org.bis5k.metrics;

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
import org.bis5k.data.GreyImage;
import org.bis5k.data.ImageFiles;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Mask;

/**
 * One evaluation of paired folders. Workers take pairs from a common counter; once a file is known
 * to be unusable nothing is scored any more, but the rest is still read, so that all are named.
 */
final class FolderRun {

  private final FolderPairs pairs;
  private final FolderEvaluator.Options options;
  private final FolderEvaluator.Listener listener;
  private final AtomicInteger next = new AtomicInteger();
  private final DatasetScoresBuilder scores;

  /** Problems found while reading, by the position of their pair; guarded by this. */
  private final Map<Integer, List<String>> unusable = new TreeMap<>();

  private volatile boolean failed;
  private volatile boolean stopped;

  FolderRun(FolderPairs pairs, FolderEvaluator.Options options, FolderEvaluator.Listener listener) {
    this.pairs = pairs;
    this.options = options;
    this.listener = listener;
    this.scores = DatasetScores.builder(options.profile());
    this.failed = !pairs.problems().isEmpty();
  }

  DatasetScores scores(Path folder) {
    int workers = Math.max(1, Math.min(options.threads(), pairs.pairs().size()));
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
          folder
              + ": the predictions cannot be scored ("
              + problems.size()
              + (problems.size() == 1 ? " problem):" : " problems):")
              + "\n  "
              + String.join("\n  ", problems));
    }
    return scores.build();
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause; // a worker throws nothing checked
  }

  private void work() {
    ImageScorer scorer = ImageScorer.of(options.profile());
    for (int i = next.getAndIncrement(); i < pairs.pairs().size(); i = next.getAndIncrement()) {
      if (stopped) {
        return;
      }
      score(i, scorer);
    }
  }

  private void score(int index, ImageScorer scorer) {
    FolderPairs.Pair pair = pairs.pairs().get(index);
    List<String> problems = new ArrayList<>();
    GreyImage prediction = read(pair.prediction(), problems);
    GreyImage truth = read(pair.truth(), problems);
    if (problems.isEmpty() && !prediction.size().equals(truth.size())) {
      problems.add(
          pair.prediction()
              + ": has size "
              + prediction.size()
              + ", its ground truth "
              + pair.truth()
              + " "
              + truth.size());
    }
    if (!problems.isEmpty()) {
      failed = true;
      synchronized (this) {
        unusable.put(index, problems);
      }
    } else if (!failed) {
      add(scorer.score(pair.stem(), prediction, Mask.of(truth)));
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

  private synchronized void add(ImageScores image) {
    scores.add(image);
    listener.scored(image, scores.size(), pairs.pairs().size());
  }
}
