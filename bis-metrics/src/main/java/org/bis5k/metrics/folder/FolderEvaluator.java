package org.bis5k.metrics.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Mask;
import org.bis5k.metrics.DatasetDetails;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.DatasetScoresBuilder;
import org.bis5k.metrics.Detail;
import org.bis5k.metrics.DetailOptions;
import org.bis5k.metrics.ImageDetails;
import org.bis5k.metrics.ImageMeasurement;
import org.bis5k.metrics.ImageScorer;
import org.bis5k.metrics.ImageScores;
import org.bis5k.metrics.Profile;

/**
 * Scores a folder of predictions against a folder of ground truths, several images at a time. Files
 * are paired by their names without extension; the first channel of each is read. If any file is
 * missing, extra, unreadable, of 16 bits or of another size than its partner, the evaluation fails
 * with one message that names all such files.
 */
public final class FolderEvaluator {

  /**
   * The options of an evaluation.
   *
   * @param profile the conventions
   * @param threads the number of images scored in parallel, at least 1; the result does not depend
   *     on it
   */
  public record Options(Profile profile, int threads) {

    /**
     * Refuses less than one thread.
     *
     * @param profile the conventions
     * @param threads the number of images scored in parallel
     * @throws IllegalArgumentException if there is no thread
     */
    public Options {
      Objects.requireNonNull(profile, "profile");
      if (threads < 1) {
        throw new IllegalArgumentException("At least 1 thread is needed; found " + threads);
      }
    }

    /**
     * One thread per processor.
     *
     * @param profile the conventions
     * @return the options
     */
    public static Options of(Profile profile) {
      return new Options(profile, Runtime.getRuntime().availableProcessors());
    }

    /**
     * These options with another profile.
     *
     * @param other the conventions
     * @return the changed options
     */
    public Options withProfile(Profile other) {
      return new Options(other, threads);
    }

    /**
     * These options with another number of threads.
     *
     * @param count the number of images scored in parallel, at least 1
     * @return the changed options
     * @throws IllegalArgumentException if there is no thread
     */
    public Options withThreads(int count) {
      return new Options(profile, count);
    }
  }

  /**
   * Receives each image when it has been scored. Calls do not overlap; their order is arbitrary.
   */
  @FunctionalInterface
  public interface Listener {

    /**
     * Called after an image has been scored.
     *
     * @param image its scores
     * @param done the number of images scored so far, from 1
     * @param total the number of images in the folders
     */
    void scored(ImageScores image, int done, int total);
  }

  private final Options options;

  private FolderEvaluator(Options options) {
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * An evaluator.
   *
   * @param options profile and threads
   * @return the evaluator
   */
  public static FolderEvaluator of(Options options) {
    return new FolderEvaluator(options);
  }

  /**
   * An evaluator with one thread per processor.
   *
   * @param profile the conventions
   * @return the evaluator
   */
  public static FolderEvaluator of(Profile profile) {
    return of(Options.of(profile));
  }

  /**
   * Scores all images of two folders.
   *
   * @param predictions the folder of predictions, grey levels 0 to 255
   * @param truths the folder of ground truths, foreground from level 128 on
   * @return the scores of the data set
   * @throws InvalidInputException if any file is missing, extra, unreadable or of another size; the
   *     message names all of them
   */
  public DatasetScores evaluate(Path predictions, Path truths) {
    return evaluate(predictions, truths, (image, done, total) -> {});
  }

  /**
   * Scores all images of two folders and reports each to a listener.
   *
   * @param predictions the folder of predictions, grey levels 0 to 255
   * @param truths the folder of ground truths, foreground from level 128 on
   * @param listener called for each image; an exception from it ends the evaluation
   * @return the scores of the data set
   * @throws InvalidInputException if any file is missing, extra, unreadable or of another size; the
   *     message names all of them
   */
  public DatasetScores evaluate(Path predictions, Path truths, Listener listener) {
    FolderPairs pairs = pairs(predictions, truths);
    Collector scores = new Collector(options.profile(), pairs, listener);
    new FolderRun(
            pairs,
            options.threads(),
            () -> {
              ImageScorer scorer = ImageScorer.of(options.profile());
              return (name, prediction, truth) ->
                  scores.scored(scorer.measure(name, prediction, options.profile().mask(truth)));
            })
        .visitAll(predictions);
    return scores.build();
  }

  /**
   * Scores the images of two folders that are not in a journal yet. The result has the bits of
   * {@link #evaluate(Path, Path)}. An image is taken from the journal if the SHA-256 of both files
   * is unchanged and the journal has the profile of this evaluator. Each scored image is appended
   * to the journal at once, so an interrupted evaluation can continue. At the end the journal holds
   * exactly the images of these folders.
   *
   * @param predictions the folder of predictions, grey levels 0 to 255
   * @param truths the folder of ground truths, foreground from level 128 on
   * @param journal the file of scored images; created if missing, replaced if it has another
   *     profile
   * @param listener called for each image that is not taken from the journal; {@code done} counts
   *     the images from the journal too
   * @return the scores of the data set
   * @throws InvalidInputException if any image file is missing, extra, unreadable or of another
   *     size, or the journal is not a journal or cannot be written
   */
  public DatasetScores resume(Path predictions, Path truths, Path journal, Listener listener) {
    FolderPairs pairs = pairs(predictions, truths);
    Collector scores = new Collector(options.profile(), pairs, listener);
    try (ScoreJournal known = ScoreJournal.open(journal, options.profile())) {
      new FolderRun(
              pairs,
              options.threads(),
              () -> new JournalVisitor(known, options.profile(), scores::add, scores::scored))
          .visitAll(predictions);
      known.finish();
    }
    return scores.build();
  }

  /**
   * Measures the {@link Detail}s of all images of two folders.
   *
   * @param predictions the folder of predictions, grey levels 0 to 255
   * @param truths the folder of ground truths, foreground from level 128 on
   * @param parameters pixel spacing, tolerance and the like
   * @return the details of the data set
   * @throws InvalidInputException if any file is missing, extra, unreadable or of another size; the
   *     message names all of them
   */
  public DatasetDetails details(Path predictions, Path truths, DetailOptions parameters) {
    FolderPairs pairs = pairs(predictions, truths);
    List<ImageDetails> images = Collections.synchronizedList(new ArrayList<>());
    new FolderRun(
            pairs,
            options.threads(),
            () ->
                (name, prediction, truth) ->
                    images.add(ImageDetails.of(name, prediction, Mask.of(truth), parameters)))
        .visitAll(predictions);
    return DatasetDetails.of(images, parameters);
  }

  /** Collects the scores of a folder and calls the listener, one image at a time. */
  private static final class Collector {

    private final DatasetScoresBuilder scores;
    private final int total;
    private final Listener listener;

    Collector(Profile profile, FolderPairs pairs, Listener listener) {
      this.scores = DatasetScores.builder(profile);
      this.total = pairs.pairs().size();
      this.listener = listener;
    }

    synchronized void add(ImageMeasurement image) {
      scores.add(image);
    }

    synchronized void scored(ImageMeasurement image) {
      scores.add(image);
      listener.scored(image.scores(), scores.size(), total);
    }

    DatasetScores build() {
      return scores.build();
    }
  }

  private static FolderPairs pairs(Path predictions, Path truths) {
    FolderPairs pairs = FolderPairs.of(predictions, truths);
    if (pairs.pairs().isEmpty() && pairs.problems().isEmpty()) {
      throw InvalidInputException.in(truths, "holds no image, and neither does " + predictions);
    }
    return pairs;
  }
}
