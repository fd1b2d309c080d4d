package org.bis5k.metrics;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;

/**
 * Collects the scores of a data set image by image, or of its shards: merged shards give the very
 * bits of a single pass. Keeps a row of scores per image and exact sums of the curves, never the
 * images. Safe for use by several threads, except that each image added as pixels is scored under
 * the lock; threads that score with their own {@link ImageScorer} add its results.
 */
public final class DatasetScoresBuilder {

  private final Profile profile;
  private final ImageScorer scorer;
  private final Map<String, ScoreRow> rows = new TreeMap<>();
  private final CurveSums sums = new CurveSums();

  DatasetScoresBuilder(Profile profile) {
    this.profile = profile;
    this.scorer = ImageScorer.of(profile);
  }

  /**
   * Scores and adds an image.
   *
   * @param name a name that no other image of the data set has
   * @param prediction soft or binary prediction, 0 to 255
   * @param truth ground truth of the same size
   * @return this builder
   * @throws IllegalArgumentException if the sizes differ or the name is taken
   */
  public synchronized DatasetScoresBuilder add(String name, GreyImage prediction, Mask truth) {
    return add(scorer.score(name, prediction, truth));
  }

  /**
   * Adds an image that has been scored.
   *
   * @param image scores under this builder's profile
   * @return this builder
   * @throws IllegalArgumentException if the profile is another or the name is taken
   */
  public synchronized DatasetScoresBuilder add(ImageScores image) {
    requireProfile(image.profile());
    requireNew(image.name());
    rows.put(image.name(), image.row());
    sums.add(image.curves());
    return this;
  }

  /**
   * Adds all that another builder has collected; nothing is added if this fails.
   *
   * @param shard another part of the data set, under the same profile; not changed
   * @return this builder
   * @throws IllegalArgumentException if the profile is another or an image is in both
   */
  public DatasetScoresBuilder merge(DatasetScoresBuilder shard) {
    requireProfile(shard.profile);
    DatasetScoresBuilder copy = shard.copy(); // so that no thread ever holds two locks
    synchronized (this) {
      copy.rows.keySet().forEach(this::requireNew);
      rows.putAll(copy.rows);
      sums.add(copy.sums);
    }
    return this;
  }

  private synchronized DatasetScoresBuilder copy() {
    DatasetScoresBuilder copy = new DatasetScoresBuilder(profile);
    copy.rows.putAll(rows);
    copy.sums.add(sums);
    return copy;
  }

  /**
   * The number of images so far.
   *
   * @return at least 0
   */
  public synchronized int size() {
    return rows.size();
  }

  /**
   * The scores of all images added so far; the builder can go on collecting.
   *
   * @return the data set's scores
   * @throws IllegalStateException if there is no image yet
   */
  public synchronized DatasetScores build() {
    if (rows.isEmpty()) {
      throw new IllegalStateException("There is no image to average over");
    }
    return DatasetScores.of(profile, List.copyOf(rows.values()), sums.means());
  }

  /** Receives all that has been collected. */
  @FunctionalInterface
  public interface Saver {

    /**
     * Receives the state of a builder.
     *
     * @param profile the conventions
     * @param rows the scores of each image, ordered by name
     * @param sums the sums of the curves
     */
    void save(Profile profile, Collection<ScoreRow> rows, CurveSums sums);
  }

  /**
   * Hands over all that has been collected, under the lock.
   *
   * @param saver the receiver
   */
  public synchronized void save(Saver saver) {
    saver.save(profile, rows.values(), sums);
  }

  /**
   * Adds an image's row whose curves come with {@link #restore(CurveSums)}.
   *
   * @param row the scores of an image
   * @throws IllegalArgumentException if the name is taken
   */
  public synchronized void restore(ScoreRow row) {
    requireNew(row.name());
    rows.put(row.name(), row);
  }

  /**
   * Adds the curves of the restored rows.
   *
   * @param curves the sums of their curves
   */
  public synchronized void restore(CurveSums curves) {
    sums.add(curves);
  }

  private void requireProfile(Profile other) {
    if (other != profile) {
      throw new IllegalArgumentException(
          "Scores of the profile "
              + other.label()
              + " cannot be averaged with those of "
              + profile.label());
    }
  }

  private void requireNew(String name) {
    if (rows.containsKey(name)) {
      throw new IllegalArgumentException("The image '" + name + "' has been added before");
    }
  }
}
