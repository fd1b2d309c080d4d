package org.bis5k.metrics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bis5k.data.GreyImage;
import org.bis5k.data.Mask;

/**
 * Collects the scores of a data set image by image, or of its shards: merged shards give the bits
 * of a single pass. Keeps the scores of each image and exact sums of the curves, but no pixels.
 * Safe for use by several threads. Images added as pixels are scored under the lock; threads that
 * score in parallel add the results of their own {@link ImageScorer}.
 */
public final class DatasetScoresBuilder {

  private final Profile profile;
  private final ImageScorer scorer;
  private final Map<String, ImageScores> images = new TreeMap<>();
  private final CurveSums sums = new CurveSums();

  DatasetScoresBuilder(Profile profile) {
    this.profile = profile;
    this.scorer = ImageScorer.of(profile);
  }

  /**
   * Everything that a builder has collected, for a file.
   *
   * @param profile the conventions
   * @param images the scores of each image, ordered by name
   * @param curves the sums of their curves
   */
  public record State(Profile profile, List<ImageScores> images, CurveSums curves) {}

  /**
   * A builder that goes on from a saved state.
   *
   * @param state what {@link #state()} returned
   * @return a new builder
   * @throws IllegalArgumentException if two images have the same name
   */
  public static DatasetScoresBuilder of(State state) {
    DatasetScoresBuilder builder = new DatasetScoresBuilder(state.profile());
    for (ImageScores image : state.images()) {
      builder.requireNew(image.name());
      builder.images.put(image.name(), image);
    }
    builder.sums.add(state.curves());
    return builder;
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
    return add(scorer.measure(name, prediction, truth));
  }

  /**
   * Adds an image that has been scored.
   *
   * @param image a measurement under this builder's profile
   * @return this builder
   * @throws IllegalArgumentException if the profile differs or the name is taken
   */
  public synchronized DatasetScoresBuilder add(ImageMeasurement image) {
    requireProfile(image.profile());
    String name = image.scores().name();
    requireNew(name);
    images.put(name, image.scores());
    sums.add(image.curves());
    return this;
  }

  /**
   * Adds all images of another builder. If this fails, nothing is added.
   *
   * @param shard another part of the data set under the same profile; not changed
   * @return this builder
   * @throws IllegalArgumentException if the profile differs or an image is in both builders
   */
  public DatasetScoresBuilder merge(DatasetScoresBuilder shard) {
    requireProfile(shard.profile);
    State state = shard.state(); // so that no thread ever holds two locks
    synchronized (this) {
      state.images().forEach(image -> requireNew(image.name()));
      state.images().forEach(image -> images.put(image.name(), image));
      sums.add(state.curves());
    }
    return this;
  }

  /**
   * The number of images so far.
   *
   * @return at least 0
   */
  public synchronized int size() {
    return images.size();
  }

  /**
   * A copy of everything collected so far.
   *
   * @return the state
   */
  public synchronized State state() {
    CurveSums copy = new CurveSums();
    copy.add(sums);
    return new State(profile, List.copyOf(images.values()), copy);
  }

  /**
   * The scores of all images added so far. More images can be added afterwards.
   *
   * @return the data set's scores
   * @throws IllegalStateException if there is no image yet
   */
  public synchronized DatasetScores build() {
    if (images.isEmpty()) {
      throw new IllegalStateException("There is no image to average over");
    }
    return DatasetScores.of(profile, List.copyOf(images.values()), sums.means());
  }

  private void requireProfile(Profile other) {
    if (other != profile) {
      throw new IllegalArgumentException(
          "Scores of the profile %s cannot be averaged with those of %s"
              .formatted(other.label(), profile.label()));
    }
  }

  private void requireNew(String name) {
    if (images.containsKey(name)) {
      throw new IllegalArgumentException("The image '" + name + "' has been added before");
    }
  }
}
