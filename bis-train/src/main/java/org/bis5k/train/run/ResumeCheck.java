package org.bis5k.train.run;

import java.util.List;
import java.util.function.Consumer;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Provenance;
import org.bis5k.train.config.ConfigChange;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.predict.ProvenanceJson;

/**
 * Compares a run that continues with its checkpoint. What the position of the run depends on must
 * be the same; of everything else that changes the result, there is a warning.
 */
final class ResumeCheck {

  /** The native threads, recorded where the result depends on their number. */
  static final String THREADS = "threads";

  /** Other values would give the position in the epoch or the tensors another meaning. */
  private static final List<String> FIXED =
      List.of(
          "Model.width_divisor",
          "Train.Dataloader.batch_size",
          "Train.Dataloader.shuffle",
          "Train.Dataloader.drop_last");

  /** The result of training does not depend on these settings and sections. */
  private static final List<String> WITHOUT_EFFECT =
      List.of(
          "Model.name",
          "Model.pretrained",
          "Model.recompute",
          "Model.weights",
          "Model.backbone",
          "Train.Dataset.root",
          "Train.Dataset.images",
          "Train.Dataset.masks",
          "Train.Dataloader.",
          "Train.Checkpoint.",
          "Train.Validation.",
          "Test.",
          "Eval.");

  private final RunLayout files;
  private final Checkpoint checkpoint;

  ResumeCheck(RunLayout files, Checkpoint checkpoint) {
    this.files = files;
    this.checkpoint = checkpoint;
  }

  /**
   * Compares the run.
   *
   * @param config the configuration of the continued run
   * @param now its provenance
   * @param warnings called with one message for each change of the result
   * @throws InvalidInputException if the seed, the data or a setting that must not change is
   *     another
   */
  void requireSame(RunConfig config, Provenance now, Consumer<String> warnings) {
    requireSame("seed", value("seed"), Long.toString(now.seed()));
    requireSame("data", value("data"), now.data());
    RunConfig before =
        RunConfig.parse(
            checkpoint.config(), files.folder() + ": the checkpoint's configuration", List.of());
    for (ConfigChange change : before.changesTo(config)) {
      if (FIXED.contains(change.path())) {
        requireSame(change.path(), change.before(), change.after());
      } else if (WITHOUT_EFFECT.stream().noneMatch(change.path()::startsWith)) {
        warnings.accept(
            "%s was %s and is now %s: the result will differ from that of the unchanged run"
                .formatted(change.path(), change.before(), change.after()));
      }
    }
    warnOfArithmetic("backend", value("backend"), now.backend(), warnings);
    String threads = ProvenanceJson.extra(checkpoint.provenance(), THREADS, origin());
    warnOfArithmetic(
        "number of native threads", threads, now.extra().getOrDefault(THREADS, ""), warnings);
  }

  private String value(String key) {
    return ProvenanceJson.value(checkpoint.provenance(), key, origin());
  }

  private String origin() {
    return files.folder() + ": the checkpoint";
  }

  private void requireSame(String what, String before, String now) {
    if (!before.equals(now)) {
      throw InvalidInputException.in(
          files.folder(),
          ("a resumed run needs the same %s as before; expected %s, found %s. Restore it, or start a"
                  + " new run in another folder")
              .formatted(what, before, now));
    }
  }

  private static void warnOfArithmetic(
      String what, String before, String now, Consumer<String> warnings) {
    if (!before.equals(now)) {
      warnings.accept(
          "the %s was %s and is now %s: rounding will differ from that of the uninterrupted run"
              .formatted(what, shown(before), shown(now)));
    }
  }

  private static String shown(String value) {
    return value.isEmpty() ? "not recorded" : value;
  }
}
