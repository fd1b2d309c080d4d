package org.bis5k.train.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.dataset.BadFiles;
import org.bis5k.data.dataset.PairList;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.transform.TransformPipeline;
import org.bis5k.model.BcsNet;
import org.bis5k.model.LogitFunction;
import org.bis5k.train.config.TestConfig;

/**
 * The test protocol: predicts every image of a folder and saves it as a PNG of the image's own size
 * and name. A prediction depends on its image and the network only, except that a network's kernels
 * may round differently for another batch size.
 */
public final class TestRun {

  private final LogitFunction network;
  private final TestConfig config;
  private final FolderOptions options;
  private final TransformPipeline transforms;

  private TestRun(LogitFunction network, TestConfig config, FolderOptions options) {
    this.network = network;
    this.config = config;
    this.options = options;
    this.transforms = TransformPipeline.of(config.transforms());
  }

  /**
   * A test run with the settings of a configuration.
   *
   * @param network the network in inference mode; it is called by one thread
   * @param config the section Test
   * @return the run
   */
  public static TestRun of(LogitFunction network, TestConfig config) {
    FolderOptions options = FolderOptions.defaults();
    return new TestRun(network, config, options.withBadFiles(config.dataloader().badFiles()));
  }

  /**
   * The same run with other options. {@link #of} replaces existing predictions and treats unusable
   * images as {@code Test.Dataloader.bad_files} says.
   *
   * @param choice how folders are predicted
   * @return the run
   */
  public TestRun with(FolderOptions choice) {
    return new TestRun(network, config, choice);
  }

  /**
   * The result of a test run.
   *
   * @param folder the folder of predictions
   * @param images the number of predictions written
   * @param kept the number of existing predictions that were kept
   * @param failed images that were left out because they cannot be used
   * @param seconds wall-clock time
   */
  public record Report(
      Path folder, int images, int kept, List<FailedImage> failed, double seconds) {
    /**
     * The reasons why images were left out.
     *
     * @return one message for each
     */
    public List<String> problems() {
      return failed.stream().map(FailedImage::reason).toList();
    }
  }

  /**
   * Predicts every image of the configured test sets: {@code root/TESTSET/images} to {@code
   * output/TESTSET}.
   *
   * @param output the folder of the predictions' folders
   * @param progress called with each image once its prediction is written
   * @return one report per test set
   * @throws InvalidInputException if no root is configured, or as {@link #run(Path, Path,
   *     Consumer)}
   */
  public List<Report> run(Path output, Consumer<Path> progress) {
    folders().forEach(ImageFiles::list); // fails before the first prediction if one is missing
    List<Report> reports = new ArrayList<>();
    for (String testset : config.testsets()) {
      reports.add(run(images(testset), output.resolve(testset), progress));
    }
    return List.copyOf(reports);
  }

  /**
   * The folders of images that {@link #run(Path, Consumer)} predicts.
   *
   * @return one for each test set
   * @throws InvalidInputException if no root is configured
   */
  public List<Path> folders() {
    return config.testsets().stream().map(this::images).toList();
  }

  private Path images(String testset) {
    Path root =
        config
            .root()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "Test.Dataset.root is not set; add it to the configuration or give --set"
                            + " Test.Dataset.root=FOLDER"));
    return root.resolve(testset).resolve("images");
  }

  /**
   * Predicts every image of a folder or of a list. Other threads read, prepare and save images
   * while the network computes.
   *
   * @param images the folder of images, or a {@linkplain PairList list file}
   * @param output the folder of predictions, made if missing
   * @param progress called with each image that is done: first those kept, then each that is
   *     written, in the order of their names
   * @return the report
   * @throws InvalidInputException if there are no images, two images have one stem, the output is
   *     the folder of images, or an image cannot be used and bad files are not skipped
   */
  public Report run(Path images, Path output, Consumer<Path> progress) {
    List<Path> files = PairList.images(images);
    if (files.isEmpty()) {
      throw InvalidInputException.in(images, "no images to predict");
    }
    return run(files, output, progress);
  }

  /**
   * Predicts images of any folders, as {@link #run(Path, Path, Consumer)} does.
   *
   * @param files the images
   * @param output the folder of predictions, made if missing
   * @param progress called with each image that is done
   * @return the report
   * @throws InvalidInputException if two images have one stem, the output is a folder of images, or
   *     an image cannot be used and bad files are not skipped
   */
  public Report run(List<Path> files, Path output, Consumer<Path> progress) {
    long start = System.nanoTime();
    requireOwnNames(files);
    makeFolder(output, files);
    Map<Boolean, List<Path>> isThere =
        files.stream()
            .collect(
                Collectors.partitioningBy(
                    file ->
                        options.existing() == ExistingFiles.KEEP
                            && Files.exists(target(file, output))));
    isThere.get(true).forEach(progress);
    List<FailedImage> failed = new ArrayList<>();
    new PredictionPipeline(
            network,
            config.dataloader().batchSize(),
            workers(),
            file -> input(file, ImageFiles.readRgb(file)),
            (image, prediction) ->
                prediction.save(config.mode(), image.image(), target(image.file(), output)))
        .run(isThere.get(false), (file, problem) -> failed.add(skipped(file, problem)), progress);
    FailedImage.writeList(output, failed);
    return new Report(
        output,
        isThere.get(false).size() - failed.size(),
        isThere.get(true).size(),
        List.copyOf(failed),
        (System.nanoTime() - start) / 1e9);
  }

  private FailedImage skipped(Path file, InvalidInputException problem) {
    if (options.badFiles() == BadFiles.FAIL) {
      throw problem;
    }
    return new FailedImage(file, problem.getMessage());
  }

  /** As configured, but no more than there are processors. */
  private int workers() {
    int processors = Runtime.getRuntime().availableProcessors();
    int configured = config.dataloader().workers();
    return configured == 0 ? processors : Math.min(configured, processors);
  }

  /**
   * Predicts one image.
   *
   * @param image 8-bit RGB
   * @return the prediction at the image's own size
   * @throws InvalidInputException if the image is not resized and a side is not a multiple of 16
   */
  public Prediction predict(RgbImage image) {
    return predict(input(Path.of("image"), image));
  }

  /**
   * Predicts one image file.
   *
   * @param image the file
   * @param png the file to write
   * @throws InvalidInputException if the image cannot be used or the prediction cannot be written
   */
  public void predict(Path image, Path png) {
    RgbImage pixels = ImageFiles.readRgb(image);
    predict(input(image, pixels)).save(config.mode(), pixels, png);
  }

  private Prediction predict(PreparedImage input) {
    return input.prediction(PreparedImage.logits(network, List.of(input)), 0);
  }

  private PreparedImage input(Path file, RgbImage image) {
    Size size = transforms.outputSize().orElse(image.size());
    if (size.height() % BcsNet.STRIDE != 0 || size.width() % BcsNet.STRIDE != 0) {
      throw InvalidInputException.in(
          file,
          ("the network needs sides that are multiples of %s; found %s; add resize to"
                  + " Test.Dataset.transform_list")
              .formatted(BcsNet.STRIDE, size));
    }
    return new PreparedImage(file, image, size, transforms.normalizedImage(image));
  }

  /**
   * The file of an image's prediction.
   *
   * @param image the image's file
   * @param output the folder of predictions
   * @return the file in it with the image's name and the suffix .png
   */
  public static Path target(Path image, Path output) {
    return output.resolve(ImageFiles.stem(image) + ".png");
  }

  /**
   * Refuses images whose predictions would have the same name.
   *
   * @param files the images
   * @throws InvalidInputException naming two images with one stem
   */
  public static void requireOwnNames(List<Path> files) {
    Map<String, Path> seen = new HashMap<>();
    for (Path file : files) {
      Path other = seen.put(ImageFiles.stem(file), file);
      if (other != null) {
        throw InvalidInputException.in(
            file,
            "has the same name as %s; their predictions would be one file. Rename one of them"
                .formatted(other.getFileName()));
      }
    }
  }

  private static Path folder(Path image) {
    Path parent = image.getParent();
    return parent == null ? Path.of("") : parent;
  }

  private static void makeFolder(Path output, List<Path> images) {
    try {
      Files.createDirectories(output);
      AtomicFile.removeLeftovers(output);
      for (Path folder : images.stream().map(TestRun::folder).distinct().toList()) {
        if (Files.isSameFile(output, folder)) {
          throw InvalidInputException.in(
              folder, "predictions would replace the images; choose another folder");
        }
      }
    } catch (IOException e) {
      throw InvalidInputException.in(output, "this folder cannot be made: " + e, e);
    }
  }
}
