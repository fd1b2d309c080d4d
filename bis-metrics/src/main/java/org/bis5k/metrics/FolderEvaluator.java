package org.bis5k.metrics;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Mask;

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
    DatasetScoresBuilder scores = DatasetScores.builder(options.profile());
    int total = pairs.pairs().size();
    new FolderRun(
            pairs,
            options.threads(),
            () -> {
              ImageScorer scorer = ImageScorer.of(options.profile());
              return (name, prediction, truth) -> {
                ImageScores image = scorer.score(name, prediction, options.profile().mask(truth));
                synchronized (scores) {
                  scores.add(image);
                  listener.scored(image, scores.size(), total);
                }
              };
            })
        .visitAll(predictions);
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

  private static FolderPairs pairs(Path predictions, Path truths) {
    FolderPairs pairs = FolderPairs.of(predictions, truths);
    if (pairs.pairs().isEmpty() && pairs.problems().isEmpty()) {
      throw InvalidInputException.in(truths, "holds no image, and neither does " + predictions);
    }
    return pairs;
  }
}
