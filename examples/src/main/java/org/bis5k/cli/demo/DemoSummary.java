package org.bis5k.cli.demo;

import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import org.bis5k.data.Provenance;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.model.BcsNet;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.predict.TestRun;
import org.bis5k.train.run.TrainingResult;

/** The summary of a demo: scores, times and versions. */
record DemoSummary(
    RunConfig config,
    String data,
    TrainingResult training,
    TestRun.Report test,
    double trainingSeconds,
    double allSeconds) {

  /** The page, in Markdown. */
  String text(String table, DemoFolder folder) {
    String fingerprint = config.train().dataset().open(BadFiles.FAIL).fingerprint();
    Provenance made =
        Provenance.now(config.train().seed(), fingerprint, BcsNet.backend(), Map.of());
    StringBuilder text = new StringBuilder("# BCSNet on a small data set\n\n");
    text.append(
            "![Test tiles](contact-sheet.png)\n\nOutlines: truth green, prediction orange.\n\n```\n")
        .append(table)
        .append("```\n\n");
    line(text, "Data", data);
    line(text, "Network", "BCSNet, width divisor " + config.model().widthDivisor());
    line(
        text,
        "Training",
        String.format(
            Locale.ROOT,
            "%d epochs, %d steps, loss %s%s, %.0f s",
            training.epochs(),
            training.iterations(),
            config.train().loss().key(),
            training.lastEpochLoss().isPresent()
                ? String.format(
                    Locale.ROOT,
                    " (last epoch %.4f, sum of five outputs)",
                    training.lastEpochLoss().getAsDouble())
                : "",
            trainingSeconds));
    line(
        text,
        "Test",
        String.format(Locale.ROOT, "%d images, %.1f s", test.images(), test.seconds()));
    line(text, "In all", String.format(Locale.ROOT, "%.0f s", allSeconds));
    line(text, "Seed", Long.toString(made.seed()));
    line(text, "Training data", "SHA-256 " + made.data());
    line(text, "Library", made.version() + ", commit " + made.commit());
    line(text, "Java", made.java());
    line(text, "System", made.os());
    line(text, "Backend", made.backend());
    line(text, "Date", made.created().toString());
    if (Files.exists(folder.lossCurve())) {
      text.append("\n![Loss](loss.png)\n");
    }
    text.append(
        "\nThe configuration is `run/config.yaml`, all scores are in `scores`, the weights in"
            + " `run/checkpoints`.\n");
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("* ").append(name).append(": ").append(value).append('\n');
  }
}
