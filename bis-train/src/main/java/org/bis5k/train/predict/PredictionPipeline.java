package org.bis5k.train.predict;

import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.LogitFunction;

/**
 * The network, and beside it all else that a folder of images needs. The calling thread runs the
 * network and nothing more; workers read and prepare images ahead of it, and turn logits into files
 * behind it. Both ways are bounded, so memory does not grow with the folder. Results come in the
 * order of the files, and so does the first failure; when {@link #run} returns or throws, no worker
 * is at work any more.
 */
final class PredictionPipeline {

  private final LogitFunction network;
  private final int batch;
  private final int threads;

  /** What workers do to an image before the network has it. */
  private final Function<Path, PreparedImage> prepare;

  /** What workers do with a prediction; when it returns, the image is done. */
  private final BiConsumer<PreparedImage, Prediction> finish;

  private final Deque<Ahead> ahead = new ArrayDeque<>();
  private final Deque<Future<Path>> behind = new ArrayDeque<>();
  private final List<PreparedImage> group = new ArrayList<>();
  private ExecutorService workers;
  private Consumer<Path> done;

  /** A file that a worker reads. */
  private record Ahead(Path file, Future<PreparedImage> image) {}

  PredictionPipeline(
      LogitFunction network,
      int batch,
      int threads,
      Function<Path, PreparedImage> prepare,
      BiConsumer<PreparedImage, Prediction> finish) {
    this.network = network;
    this.batch = batch;
    this.threads = threads;
    this.prepare = prepare;
    this.finish = finish;
  }

  /**
   * Takes files from the first to the last step.
   *
   * @param files images, in the order of the results
   * @param unusable called with each file that cannot be used and the reason; an exception it
   *     throws ends the run
   * @param progress told each file that is done; both are called by this thread
   */
  void run(
      List<Path> files, BiConsumer<Path, InvalidInputException> unusable, Consumer<Path> progress) {
    done = progress;
    workers = Executors.newFixedThreadPool(threads, PredictionPipeline::worker);
    try {
      Iterator<Path> rest = files.iterator();
      for (readAhead(rest); !ahead.isEmpty(); readAhead(rest)) {
        PreparedImage image;
        try {
          image = await(ahead.element().image());
        } catch (InvalidInputException e) {
          unusable.accept(ahead.element().file(), e);
          continue;
        } finally {
          ahead.remove();
        }
        add(image);
      }
      predict();
      report(0);
    } finally {
      ahead.forEach(next -> next.image().cancel(false));
      workers.shutdown();
      Uninterruptibles.awaitTerminationUninterruptibly(workers);
    }
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "bis-predict");
    thread.setDaemon(true);
    return thread;
  }

  /** As many images as the next two batches take, and enough that every worker has one. */
  private void readAhead(Iterator<Path> rest) {
    while (ahead.size() < 2 * batch + threads && rest.hasNext()) {
      Path file = rest.next();
      ahead.add(new Ahead(file, workers.submit(() -> prepare.apply(file))));
    }
  }

  /** Neighbours of one size go through the network together. */
  private void add(PreparedImage image) {
    if (!group.isEmpty() && !group.get(0).size().equals(image.size())) {
      predict();
    }
    group.add(image);
    if (group.size() == batch) {
      predict();
    }
  }

  private void predict() {
    if (group.isEmpty()) {
      return;
    }
    float[] logits = PreparedImage.logits(network, group);
    for (int i = 0; i < group.size(); i++) {
      PreparedImage image = group.get(i);
      int index = i;
      behind.add(
          workers.submit(
              () -> {
                finish.accept(image, image.prediction(logits, index));
                return image.file();
              }));
    }
    group.clear();
    report(2 * batch + threads);
  }

  /** Tells what is done, and waits while more than that many images are not. */
  private void report(int most) {
    while (behind.size() > most || !behind.isEmpty() && behind.element().isDone()) {
      done.accept(await(behind.remove()));
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause(); // a worker throws nothing checked
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("The prediction was interrupted");
      cancelled.initCause(e);
      throw cancelled;
    }
  }
}
