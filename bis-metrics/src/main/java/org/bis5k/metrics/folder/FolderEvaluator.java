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
import org.bis5k.metrics.DetailOptions;
import org.bis5k.metrics.ImageDetails;
import org.bis5k.metrics.ImageScorer;
import org.bis5k.metrics.ImageScores;
import org.bis5k.metrics.Profile;

/**
 * Scores a folder of predictions against a folder of ground truths, several images at a time. Files
 * are paired by their names without extension, and each is read by its first channel. A missing,
 * extra, unreadable or 16-bit file or one of another size is never left out in silence: all such
 * files are named at once, and there are no scores.
 */
public final class FolderEvaluator {

  /**
   * How to score.
   *
   * @param profile the conventions
   * @param threads images scored at the same time, at least 1; the result does not depend on it
   */
  public record Options(Profile profile, int threads) {

    /**
     * Checks the values.
     *
     * @param profile the conventions
     * @param threads images scored at the same time
     * @throws IllegalArgumentException if there is no thread
     */
    public Options {
      Objects.requireNonNull(profile, "profile");
      if (threads < 1) {
        throw new IllegalArgumentException("At least 1 thread is needed; found " + threads);
      }
    }

    /**
     * A profile with one thread per processor.
     *
     * @param profile the conventions
     * @return the options
     */
    public static Options of(Profile profile) {
      return new Options(profile, Runtime.getRuntime().availableProcessors());
    }
  }

  /** Told of each image as it is scored, by one thread at a time, in no particular order. */
  @FunctionalInterface
  public interface Listener {

    /**
     * An image has been scored.
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
   * Scores all images of two folders and tells of each.
   *
   * @param predictions the folder of predictions, grey levels 0 to 255
   * @param truths the folder of ground truths, foreground from level 128 on
   * @param listener told of each image; what it throws ends the evaluation
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
                  scores.scored(scorer.score(name, prediction, options.profile().mask(truth)));
            })
        .visitAll(predictions);
    return scores.build();
  }

  /**
   * Scores the images of two folders that a journal does not hold yet; the result has the bits of
   * {@link #evaluate(Path, Path)}. An image is taken from the journal if both of its files have the
   * content that they had, told by their SHA-256, and the journal was kept under this evaluator's
   * profile. The journal grows with each image, so that an interrupted evaluation goes on where it
   * was; at the end it holds the images of these folders alone.
   *
   * @param predictions the folder of predictions, grey levels 0 to 255
   * @param truths the folder of ground truths, foreground from level 128 on
   * @param journal the file of what has been scored; made if missing, begun anew if it was kept
   *     under another profile
   * @param listener told of each image that is scored now, counted with those from the journal
   * @return the scores of the data set
   * @throws InvalidInputException if any image file is missing, extra, unreadable or of another
   *     size, or the journal is no journal or cannot be written
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
   * Measures all images of two folders beyond the thirteen metrics.
   *
   * @param predictions the folder of predictions, grey levels 0 to 255
   * @param truths the folder of ground truths, foreground from level 128 on
   * @param choices spacing, tolerance and the like
   * @return the details of the data set
   * @throws InvalidInputException if any file is missing, extra, unreadable or of another size; the
   *     message names all of them
   */
  public DatasetDetails details(Path predictions, Path truths, DetailOptions choices) {
    FolderPairs pairs = pairs(predictions, truths);
    List<ImageDetails> images = Collections.synchronizedList(new ArrayList<>());
    new FolderRun(
            pairs,
            options.threads(),
            () ->
                (name, prediction, truth) ->
                    images.add(ImageDetails.of(name, prediction, Mask.of(truth), choices)))
        .visitAll(predictions);
    return DatasetDetails.of(images, choices);
  }

  /** Collects the scores of a folder and tells of them, one image at a time. */
  private static final class Collector {

    private final DatasetScoresBuilder scores;
    private final int total;
    private final Listener listener;

    Collector(Profile profile, FolderPairs pairs, Listener listener) {
      this.scores = DatasetScores.builder(profile);
      this.total = pairs.pairs().size();
      this.listener = listener;
    }

    synchronized void add(ImageScores image) {
      scores.add(image);
    }

    synchronized void scored(ImageScores image) {
      scores.add(image);
      listener.scored(image, scores.size(), total);
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
