package org.bis5k.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Region;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.image.ImagePyramid;
import org.bis5k.model.LogitFunction;
import org.bis5k.model.engine.Segmenter;
import org.bis5k.model.engine.SegmenterOptions;
import org.bis5k.train.config.TestConfig;
import org.bis5k.train.predict.ExistingFiles;
import org.bis5k.train.predict.FolderOptions;
import org.bis5k.train.predict.NetworkIdentity;
import org.bis5k.train.predict.Prediction;
import org.bis5k.train.predict.PredictionRecord;
import org.bis5k.train.predict.TestRun;
import org.bis5k.train.predict.TestTimeViews;
import org.bis5k.train.run.TrainedWeights;
import org.bis5k.train.slide.SlideFolder;
import org.bis5k.train.slide.SlideOutput;
import org.bis5k.train.slide.SlideRecord;
import org.bis5k.train.slide.SlideSegmentation;
import org.bis5k.train.slide.TileOptions;
import org.bis5k.train.slide.TiledInference;

/**
 * A trained network that predicts images, folders and slides. It is opened from a weight file
 * (PyTorch or safetensors), an ONNX model or the folder of a training run, and prepares images as
 * the network's own training did.
 *
 * <pre>
 * try (Predictor predictor = Predictor.open(Path.of("runs/first"))) {
 *   predictor.predictFolder(Path.of("images"), Path.of("masks"));
 * }
 * </pre>
 *
 * Use from one thread at a time; reading and saving images happens in threads of its own.
 */
public final class Predictor implements AutoCloseable {

  private final TrainedWeights weights;
  private final PredictorOptions options;
  private final TestConfig config;
  private final Segmenter segmenter;
  private NetworkIdentity identity;

  private Predictor(TrainedWeights weights, PredictorOptions options) {
    this.weights = weights;
    this.options = options;
    this.config = options.testOf(weights);
    this.segmenter =
        Segmenter.open(weights.network(), new SegmenterOptions(options.engine(), options.device()));
  }

  /**
   * Opens a network with the engine that suits this machine best.
   *
   * @param weights a {@code .pth}, {@code .safetensors} or {@code .onnx} file, or a run folder,
   *     whose best checkpoint is taken, or else its latest
   * @return the predictor, to be closed
   * @throws InvalidInputException if there is no such file, or it does not hold a whole network
   */
  public static Predictor open(Path weights) {
    return open(weights, PredictorOptions.defaults());
  }

  /**
   * Opens a network.
   *
   * @param weights a {@code .pth}, {@code .safetensors} or {@code .onnx} file, or a run folder,
   *     whose best checkpoint is taken, or else its latest
   * @param options engine, device, and how images are prepared
   * @return the predictor, to be closed
   * @throws InvalidInputException if there is no such file, it does not hold a whole network, the
   *     engine or device is not available, or a setting cannot be used
   */
  public static Predictor open(Path weights, PredictorOptions options) {
    TrainedWeights opened = TrainedWeights.open(weights);
    try {
      return new Predictor(opened, options);
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  /**
   * The file that the network was read from.
   *
   * @return a weight file or ONNX model, never a run folder
   */
  public Path weights() {
    return weights.file();
  }

  /**
   * What computes, and why it was chosen.
   *
   * @return one line that begins with {@code dl4j} or {@code onnx}
   */
  public String engine() {
    return segmenter.engine();
  }

  /**
   * How images are prepared and predictions saved.
   *
   * @return the section Test of the configuration, with the options applied
   */
  public TestConfig config() {
    return config;
  }

  /**
   * Predicts one image.
   *
   * @param image 8-bit RGB of any size
   * @return the prediction at the image's own size
   * @throws InvalidInputException if the configuration does not resize images and a side is not a
   *     multiple of 16
   */
  public Prediction predict(RgbImage image) {
    return test().predict(image);
  }

  /**
   * Predicts one image file.
   *
   * @param image the file
   * @return the prediction at the image's own size
   * @throws InvalidInputException if the image cannot be used
   */
  public Prediction predict(Path image) {
    return predict(ImageFiles.readRgb(image));
  }

  /**
   * Predicts one image file and saves the prediction in the configured mode.
   *
   * @param image the file
   * @param png the file to write; whole or absent
   * @throws InvalidInputException if the image cannot be used or the prediction cannot be written
   */
  public void predict(Path image, Path png) {
    test().predict(image, png);
  }

  /**
   * Predicts a region of an image of any size in tiles that overlap, at the image's own scale.
   *
   * @param image the image
   * @param region lies inside the image and fits into memory
   * @param tiles how the region is cut
   * @return the prediction of the region, stretched over the region
   * @throws IllegalArgumentException if the region leaves the image
   * @throws InvalidInputException if the image is damaged
   */
  public Prediction predict(ImagePyramid image, Region region, TileOptions tiles) {
    return tiles(tiles).predict(image.full(), region);
  }

  /**
   * Predicts every image of a folder: each becomes a PNG of its own size and name. Existing
   * predictions are replaced; images that cannot be used are left out and listed in {@code
   * failed.csv}. {@code provenance.json} beside the predictions says which network made them.
   *
   * @param images a folder of images, or a {@linkplain org.bis5k.data.dataset.PairList list file}
   * @param out the folder of predictions, made if missing
   * @return what was done
   * @throws InvalidInputException if there are no images, two of them have one name, or a file
   *     cannot be written
   */
  public TestRun.Report predictFolder(Path images, Path out) {
    return predictFolder(images, out, FolderOptions.defaults(), image -> {});
  }

  /**
   * Predicts every image of a folder: each becomes a PNG of its own size and name.
   *
   * @param images a folder of images, or a {@linkplain org.bis5k.data.dataset.PairList list file}
   * @param out the folder of predictions, made if missing
   * @param folder what happens to existing predictions and to images that cannot be used
   * @param progress called with each image that is done, in the order of their names; kept ones
   *     come first
   * @return what was done
   * @throws InvalidInputException if there are no images, two of them have one name, an image
   *     cannot be used and is not to be left out, existing predictions to be kept were made in
   *     another way, or a file cannot be written
   */
  public TestRun.Report predictFolder(
      Path images, Path out, FolderOptions folder, Consumer<Path> progress) {
    return recorded(requiredSame(List.of(out), folder).run(images, out, progress));
  }

  /**
   * Predicts images of any folders: each becomes a PNG of its own size and name.
   *
   * @param images the image files
   * @param out the folder of predictions, made if missing
   * @param folder what happens to existing predictions and to images that cannot be used
   * @param progress called with each image that is done, in the given order; kept ones come first
   * @return what was done
   * @throws InvalidInputException as {@link #predictFolder(Path, Path, FolderOptions, Consumer)}
   */
  public TestRun.Report predictImages(
      List<Path> images, Path out, FolderOptions folder, Consumer<Path> progress) {
    return recorded(requiredSame(List.of(out), folder).run(images, out, progress));
  }

  /**
   * Predicts the configured test sets, {@code root/TESTSET/images} to {@code out/TESTSET}.
   *
   * @param out the folder of the predictions' folders
   * @param folder what happens to existing predictions and to images that cannot be used
   * @param progress called with each image that is done
   * @return one report for each test set
   * @throws InvalidInputException if no root is configured, or as {@link #predictFolder(Path, Path,
   *     FolderOptions, Consumer)}
   */
  public List<TestRun.Report> predictTestSets(
      Path out, FolderOptions folder, Consumer<Path> progress) {
    List<Path> folders = config.testsets().stream().map(out::resolve).toList();
    List<TestRun.Report> reports = requiredSame(folders, folder).run(out, progress);
    reports.forEach(this::recorded);
    return reports;
  }

  /**
   * The folders of images that {@link #predictTestSets} predicts.
   *
   * @return one for each configured test set
   * @throws InvalidInputException if no root is configured
   */
  public List<Path> testFolders() {
    return test().folders();
  }

  /**
   * Segments an image of any size in tiles and writes the record of the result beside it.
   *
   * @param image PNG, JPEG, BMP, TIFF, BigTIFF or Aperio SVS
   * @param output the files to write, and how
   * @return what was made
   * @throws InvalidInputException if the image cannot be used or a file cannot be written
   */
  public SlideSegmentation.Report segment(Path image, SlideOutput output) {
    TileOptions tiles = TileOptions.released().withViews(options.views());
    return segment(
        image,
        output,
        options.batch().isPresent() ? tiles.withBatch(options.batch().getAsInt()) : tiles,
        (done, all) -> {});
  }

  /**
   * Segments an image of any size in tiles and writes the record of the result beside it.
   *
   * @param image PNG, JPEG, BMP, TIFF, BigTIFF or Aperio SVS
   * @param output the files to write, and how
   * @param tiles how the image is cut; batch size and test-time views are those given here
   * @param progress called after each batch of tiles
   * @return what was made
   * @throws InvalidInputException if the image cannot be used or a file cannot be written
   */
  public SlideSegmentation.Report segment(
      Path image, SlideOutput output, TileOptions tiles, TiledInference.Progress progress) {
    TiledInference inference = tiles(tiles);
    SlideSegmentation.Report report;
    try (ImagePyramid pyramid = ImagePyramid.open(image)) {
      report = SlideSegmentation.of(inference).run(pyramid, output, progress);
    }
    SlideRecord.write(output, image, inference, identity());
    return report;
  }

  /**
   * Segments images of any size in tiles, each to {@code out/STEM.tif} with its record beside it.
   *
   * @param images the image files, no two with one stem
   * @param out the folder of results, made if missing
   * @param output chooses mode, scale and further files for each result; {@link
   *     java.util.function.UnaryOperator#identity()} for the mask of the test protocol
   * @param tiles how images are cut
   * @param badFiles whether an image that cannot be used ends the run or is left out and listed in
   *     {@code failed.csv}
   * @param progress called with each image that is segmented
   * @return the results
   * @throws InvalidInputException if two images have one name, a file cannot be written, or an
   *     image cannot be used and is not to be left out
   */
  public SlideFolder.Report segmentImages(
      List<Path> images,
      Path out,
      UnaryOperator<SlideOutput> output,
      TileOptions tiles,
      BadFiles badFiles,
      Consumer<Path> progress) {
    TestRun.requireOwnNames(images);
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw InvalidInputException.in(out, "this folder cannot be made: " + e, e);
    }
    return SlideFolder.of(
            out,
            badFiles,
            image -> {
              Path result = out.resolve(ImageFiles.stem(image) + ".tif");
              return segment(image, output.apply(SlideOutput.of(result)), tiles, (done, all) -> {});
            })
        .run(images, progress);
  }

  private TiledInference tiles(TileOptions tiles) {
    return TiledInference.of(segmenter, config.transforms(), tiles);
  }

  private TestRun test() {
    return TestRun.of(viewed(), config);
  }

  private TestRun requiredSame(List<Path> folders, FolderOptions folder) {
    if (folder.existing() == ExistingFiles.KEEP) {
      folders.forEach(record()::requireSame);
    }
    return test().with(folder);
  }

  private TestRun.Report recorded(TestRun.Report report) {
    record().write(report.folder());
    return report;
  }

  private PredictionRecord record() {
    return PredictionRecord.of(identity(), config, options.views());
  }

  private LogitFunction viewed() {
    if (options.views() == TestTimeViews.NONE) {
      return segmenter;
    }
    return (images, count, size) -> options.views().logits(segmenter, images, count, square(size));
  }

  private int square(Size size) {
    if (size.height() != size.width()) {
      throw InvalidInputException.in(
          weights.file(),
          "test-time views need a square input; found %s. Choose a square size or no views"
              .formatted(size));
    }
    return size.height();
  }

  private NetworkIdentity identity() {
    if (identity == null) {
      identity = NetworkIdentity.of(weights.network(), segmenter.engine());
    }
    return identity;
  }

  /** Frees the network's native memory and closes its file. */
  @Override
  public void close() {
    segmenter.close();
    weights.close();
  }
}
