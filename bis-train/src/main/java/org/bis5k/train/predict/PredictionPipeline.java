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
 * Predicts many images with overlapping stages. The calling thread runs the network; worker threads
 * read and prepare images before it, and postprocess and save predictions after it. Both queues are
 * bounded, so memory does not grow with the number of images. Results and the first failure come in
 * the order of the files. All workers have ended when {@link #run} returns or throws.
 */
final class PredictionPipeline {

  private final LogitFunction network;
  private final int batch;
  private final int threads;

  /** Reads and prepares an image; called by workers. */
  private final Function<Path, PreparedImage> prepare;

  /** Saves a prediction; called by workers. */
  private final BiConsumer<PreparedImage, Prediction> finish;

  private final Deque<Ahead> ahead = new ArrayDeque<>();
  private final Deque<Future<Path>> behind = new ArrayDeque<>();
  private final List<PreparedImage> group = new ArrayList<>();
  private ExecutorService workers;
  private Consumer<Path> done;

  /** A file that a worker reads or has read. */
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
   * Predicts files.
   *
   * @param files images, in the order of the results
   * @param unusable called with each file that cannot be used and the reason; an exception it
   *     throws ends the run
   * @param progress called with each file that is done; both are called by this thread
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

  /** Submits the images of the next two batches, and enough to keep every worker busy. */
  private void readAhead(Iterator<Path> rest) {
    while (ahead.size() < 2 * batch + threads && rest.hasNext()) {
      Path file = rest.next();
      ahead.add(new Ahead(file, workers.submit(() -> prepare.apply(file))));
    }
  }

  /** Adds an image to the batch; a batch holds consecutive images of one input size. */
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

  /** Reports finished images, and waits while more than {@code most} are unfinished. */
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
      throw (RuntimeException) e.getCause(); // workers throw no checked exceptions
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("The prediction was interrupted");
      cancelled.initCause(e);
      throw cancelled;
    }
  }
}
