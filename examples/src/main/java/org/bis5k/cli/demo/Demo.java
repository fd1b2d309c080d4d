package org.bis5k.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bis5k.cli.terminal.ImageBar;
import org.bis5k.cli.terminal.OutputFolder;
import org.bis5k.cli.terminal.PathSetting;
import org.bis5k.cli.terminal.StopOnInterrupt;
import org.bis5k.cli.terminal.Terminal;
import org.bis5k.cli.terminal.TrainingProgress;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.RgbImage;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.data.dataset.BisDataset;
import org.bis5k.data.dataset.ImageMaskPair;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.ImageScores;
import org.bis5k.metrics.MethodScores;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.file.ScoreCsv;
import org.bis5k.metrics.file.ScoreJson;
import org.bis5k.metrics.folder.FolderEvaluator;
import org.bis5k.metrics.table.ScoreTable;
import org.bis5k.train.Predictor;
import org.bis5k.train.PredictorOptions;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.predict.FolderOptions;
import org.bis5k.train.predict.TestRun;
import org.bis5k.train.run.TrainingResult;
import org.bis5k.train.run.TrainingRun;

/** Runs every step once: tissue, training, test, scores and pictures. */
final class Demo {

  private static final String TEST_SET = "formal_test";
  private static final int ROWS = 5;

  private final DemoFolder folder;
  private final SyntheticTiles tiles;
  private final Integer epochs;
  private final Integer side;
  private final Terminal terminal;

  /** A demo. Epochs and side are those of demo.yaml if null. */
  Demo(DemoFolder folder, SyntheticTiles tiles, Integer epochs, Integer side, Terminal terminal) {
    this.folder = folder;
    this.tiles = tiles;
    this.epochs = epochs;
    this.side = side;
    this.terminal = terminal;
  }

  /** Runs all steps and returns the scores on the test tiles. */
  DatasetScores run(boolean overwrite) {
    long start = System.nanoTime();
    RunConfig config = config();
    folder.prepare(tiles, overwrite);
    if (folder.provide(tiles)) {
      terminal.out().println(tiles.line());
    } else {
      terminal.out().println("Using the data in " + folder.data());
    }
    TrainingResult training = train(config);
    double trained = seconds(start);
    TestRun.Report test = test(config);
    DatasetScores scores =
        FolderEvaluator.of(Profile.UACANET).evaluate(test.folder(), testData().resolve("masks"));
    String table = ScoreTable.of(TEST_SET, scores).toString();
    terminal.out().print(table);
    writeScores(scores);
    ImageFiles.write(contactSheet(test.folder(), scores), folder.contactSheet());
    copyLossCurve();
    DemoSummary summary =
        new DemoSummary(config, dataLine(), training, test, trained, seconds(start));
    byte[] text = summary.text(table, folder).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(folder.summary(), out -> out.write(text));
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "meanDic %.3f; read %s, look at %s%n",
            scores.value(Metric.MEAN_DIC),
            folder.summary(),
            folder.contactSheet());
    return scores;
  }

  private Path testData() {
    return folder.data().resolve(TEST_SET);
  }

  private String dataLine() {
    return folder.madeByDemo() ? tiles.line() : "Data found in the folder";
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private RunConfig config() {
    List<String> settings = new ArrayList<>();
    settings.add(PathSetting.of("Train.Dataset.root", folder.data().resolve("formal_train")));
    settings.add(PathSetting.of("Train.Checkpoint.checkpoint_dir", folder.run()));
    settings.add("Train.seed=" + tiles.seed());
    settings.add(PathSetting.of("Test.Dataset.root", folder.data()));
    settings.add(PathSetting.of("Test.Checkpoint.checkpoint_dir", folder.run()));
    settings.add(PathSetting.of("Eval.gt_root", folder.data()));
    settings.add(PathSetting.of("Eval.pred_root", folder.predictions()));
    settings.add(PathSetting.of("Eval.result_path", folder.scores()));
    if (epochs != null) {
      settings.add("Train.Scheduler.epoch=" + epochs);
    }
    if (side != null) {
      String size = ".Dataset.transform_list.resize.size=[" + side + ", " + side + "]";
      settings.add("Train" + size);
      settings.add("Test" + size);
    }
    return RunConfig.parse(text("demo.yaml"), "demo.yaml", settings);
  }

  /** A configuration among the program's resources. */
  private static String text(String name) {
    try (InputStream in = Demo.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TrainingResult train(RunConfig config) {
    try (TrainingRun run =
            TrainingRun.create(config, folder.run(), List.of(TrainingProgress.of(terminal)));
        StopOnInterrupt watch =
            StopOnInterrupt.watch(
                run::stop, terminal.out(), "The demo is not finished; --overwrite begins again")) {
      TrainingResult result = run.train();
      if (!result.finished()) {
        throw new InvalidInputException("The demo was stopped while it trained");
      }
      return result;
    }
  }

  private TestRun.Report test(RunConfig config) {
    int images = BisDataset.open(testData(), BadFiles.FAIL).pairs().size();
    PredictorOptions options = PredictorOptions.defaults().withConfig(config);
    FolderOptions all = FolderOptions.defaults().withBadFiles(BadFiles.FAIL);
    try (Predictor predictor = Predictor.open(folder.run(), options);
        ImageBar bar = ImageBar.of(images, terminal)) {
      return predictor.predictTestSets(folder.predictions(), all, bar).get(0);
    }
  }

  private void writeScores(DatasetScores scores) {
    OutputFolder.make(folder.scores());
    ScoreCsv.append(folder.scores().resolve(TEST_SET + ".csv"), "BCSNet", scores, Metric.all());
    ScoreJson.write(
        folder.scores().resolve(TEST_SET + ".json"),
        ScoreJson.withRecord(
            new MethodScores("BCSNet", TEST_SET, scores), folder.predictions().resolve(TEST_SET)));
  }

  private RgbImage contactSheet(Path predictions, DatasetScores scores) {
    List<ImageMaskPair> pairs = BisDataset.open(testData(), BadFiles.FAIL).pairs();
    List<ContactSheet.Row> rows = new ArrayList<>();
    for (ImageMaskPair pair : pairs) {
      RgbImage image = ImageFiles.readRgb(pair.image());
      if (rows.isEmpty() || image.size().equals(rows.get(0).image().size())) {
        rows.add(
            new ContactSheet.Row(
                String.format(Locale.ROOT, "%s  dice %.3f", pair.stem(), dice(scores, pair)),
                image,
                ImageFiles.readGrey(pair.mask()),
                ImageFiles.readGrey(predictions.resolve(pair.stem() + ".png"))));
      }
      if (rows.size() == ROWS) {
        break;
      }
    }
    return ContactSheet.of(rows);
  }

  private static double dice(DatasetScores scores, ImageMaskPair pair) {
    return scores.images().stream()
        .filter(row -> row.name().equals(pair.stem()))
        .mapToDouble(Demo::dice)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double dice(ImageScores row) {
    return row.value(Metric.MEAN_DIC);
  }

  private void copyLossCurve() {
    Path curve = folder.run().resolve("loss.png");
    if (Files.exists(curve)) {
      AtomicFile.write(folder.lossCurve(), out -> Files.copy(curve, out));
    }
  }
}
