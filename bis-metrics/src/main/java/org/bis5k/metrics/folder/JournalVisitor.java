package org.bis5k.metrics.folder;

import java.util.Optional;
import java.util.function.Consumer;
import org.bis5k.data.GreyImage;
import org.bis5k.metrics.ImageMeasurement;
import org.bis5k.metrics.ImageScorer;
import org.bis5k.metrics.ImageScores;
import org.bis5k.metrics.Profile;

/** Takes the images of a folder from a journal where it has them, and scores the others. */
final class JournalVisitor implements FolderRun.Visitor {

  private final ScoreJournal journal;
  private final ImageScorer scorer;
  private final Consumer<ImageScores> kept;
  private final Consumer<ImageScores> scored;
  private Optional<String> digest = Optional.empty();

  JournalVisitor(
      ScoreJournal journal,
      Profile profile,
      Consumer<ImageScores> kept,
      Consumer<ImageScores> scored) {
    this.journal = journal;
    this.scorer = ImageScorer.of(profile);
    this.kept = kept;
    this.scored = scored;
  }

  @Override
  public boolean knows(FolderPairs.Pair pair) {
    digest = FileDigest.of(pair);
    Optional<ImageMeasurement> image = digest.flatMap(d -> journal.find(pair.stem(), d));
    image.ifPresent(known -> kept.accept(known.scores(scorer.profile())));
    return image.isPresent();
  }

  @Override
  public void visit(String name, GreyImage prediction, GreyImage truth) {
    ImageMeasurement image = scorer.measure(name, prediction, scorer.profile().mask(truth));
    digest.ifPresent(d -> journal.add(image, d));
    scored.accept(image.scores(scorer.profile()));
  }
}
