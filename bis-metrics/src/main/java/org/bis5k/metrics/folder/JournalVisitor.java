package org.bis5k.metrics.folder;

import java.util.Optional;
import java.util.function.Consumer;
import org.bis5k.data.FileDigest;
import org.bis5k.data.GreyImage;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.ImageMeasurement;
import org.bis5k.metrics.ImageScorer;
import org.bis5k.metrics.Profile;

/** Takes images from a journal if they are in it, and scores the others. */
final class JournalVisitor implements FolderRun.Visitor {

  private final ScoreJournal journal;
  private final ImageScorer scorer;
  private final Consumer<ImageMeasurement> kept;
  private final Consumer<ImageMeasurement> scored;
  private Optional<String> digest = Optional.empty();

  JournalVisitor(
      ScoreJournal journal,
      Profile profile,
      Consumer<ImageMeasurement> kept,
      Consumer<ImageMeasurement> scored) {
    this.journal = journal;
    this.scorer = ImageScorer.of(profile);
    this.kept = kept;
    this.scored = scored;
  }

  @Override
  public boolean knows(FolderPairs.Pair pair) {
    digest = digest(pair);
    Optional<ImageMeasurement> image = digest.flatMap(d -> journal.find(pair.stem(), d));
    image.ifPresent(kept);
    return image.isPresent();
  }

  /** The digests of both files; empty if one cannot be read, which its decoder then reports. */
  private static Optional<String> digest(FolderPairs.Pair pair) {
    try {
      return Optional.of(
          FileDigest.of(pair.prediction()).hex() + " " + FileDigest.of(pair.truth()).hex());
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  @Override
  public void visit(String name, GreyImage prediction, GreyImage truth) {
    ImageMeasurement image = scorer.measure(name, prediction, scorer.profile().mask(truth));
    digest.ifPresent(d -> journal.add(image, d));
    scored.accept(image);
  }
}
