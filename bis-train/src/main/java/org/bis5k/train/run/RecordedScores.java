package org.bis5k.train.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.TextFile;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.folder.FolderEvaluator;
import org.bis5k.model.BcsNet;
import org.bis5k.model.LogitFunction;
import org.bis5k.train.config.EvalConfig;

/** Computes recorded scores again and compares them. */
final class RecordedScores {

  /** Enough for the scores of some hundred thousand images. */
  private static final int MOST_BYTES = 256 << 20;

  /** Half a unit of the fourth decimal, the last in tables: rounding differs between machines. */
  private static final double TOLERANCE = 5e-5;

  private RecordedScores() {}

  /** Checks the score of the best checkpoint on the validation set. */
  static RunCheck validation(RunRecord run) {
    String subject = "validation score";
    Optional<Validation> validation;
    try {
      validation = ValidationSet.of(run.config());
    } catch (InvalidInputException e) {
      return RunCheck.notChecked(subject, e.getMessage());
    }
    Path best = run.files().best();
    if (validation.isEmpty() || !Files.exists(best)) {
      return RunCheck.notChecked(subject, "the run has none");
    }
    double recorded = Checkpoint.read(best).best().orElseThrow();
    try (BcsNet net = BcsNet.load(best)) {
      LogitFunction network = (images, count, size) -> net.logits(images, count, size).prediction();
      String metric = run.config().train().validation().metric().label();
      return compared(subject + " " + metric, recorded, validation.get().score(network));
    }
  }

  /** Checks the scores of the predictions in section Eval, where its results exist. */
  static List<RunCheck> predictions(EvalConfig eval) {
    List<RunCheck> checks = new ArrayList<>();
    if (eval.results().isEmpty() || eval.predictions().isEmpty() || eval.groundTruth().isEmpty()) {
      return checks;
    }
    // Without methods there is one unnamed method, which has no folder of its own.
    for (String method : eval.methods().isEmpty() ? List.of("") : eval.methods()) {
      for (String dataset : eval.datasets()) {
        Path file = eval.results().get().resolve(method).resolve(dataset + ".json");
        if (Files.exists(file)) {
          checks.addAll(
              predictions(
                  eval.results().get().relativize(file).toString(),
                  file,
                  eval.predictions().get().resolve(method).resolve(dataset),
                  eval.groundTruth().get().resolve(dataset).resolve("masks")));
        }
      }
    }
    return checks;
  }

  private static List<RunCheck> predictions(
      String subject, Path file, Path predictions, Path truths) {
    JsonNode recorded = tree(file);
    DatasetScores scores;
    try {
      Profile profile = Profile.parse(recorded.path("profile").asText());
      scores = FolderEvaluator.of(profile).evaluate(predictions, truths);
    } catch (InvalidInputException e) {
      return List.of(RunCheck.notChecked(subject, e.getMessage()));
    }
    List<RunCheck> checks = new ArrayList<>();
    for (Metric metric : Metric.all()) {
      JsonNode value = recorded.path("metrics").path(metric.label());
      checks.add(
          compared(
              subject + " " + metric.label(),
              value.isNumber() ? value.doubleValue() : Double.NaN,
              scores.value(metric)));
    }
    return checks;
  }

  private static JsonNode tree(Path file) {
    try {
      return new ObjectMapper().readTree(TextFile.bytes(file, MOST_BYTES, "a file of scores"));
    } catch (JsonProcessingException e) {
      throw InvalidInputException.in(file, "is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be read: " + e, e);
    }
  }

  private static RunCheck compared(String subject, double recorded, double found) {
    boolean equal = Double.compare(recorded, found) == 0 || Math.abs(recorded - found) <= TOLERANCE;
    return equal
        ? RunCheck.right(subject, String.format(Locale.ROOT, "%.4f", found))
        : RunCheck.wrong(
            subject, String.format(Locale.ROOT, "recorded %.4f; found %.4f", recorded, found));
  }
}
