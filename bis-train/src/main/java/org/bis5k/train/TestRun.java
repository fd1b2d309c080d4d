package org.bis5k.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bis5k.data.BadFiles;
import org.bis5k.data.ImageFiles;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.PairList;
import org.bis5k.data.RgbImage;
import org.bis5k.data.Size;
import org.bis5k.data.TransformPipeline;

/**
 * The test protocol: every image of a folder through the network and to a PNG of its own size under
 * its own name. What a file holds depends on its image and the network alone, except that kernels
 * of a network may round differently in batches of another size.
 */
public final class TestRun {

  private static final int MULTIPLE = 16;

  private final LogitFunction network;
  private final TestConfig config;
  private final TransformPipeline transforms;

  private TestRun(LogitFunction network, TestConfig config) {
    this.network = network;
    this.config = config;
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
    return new TestRun(network, config);
  }

  /**
   * What a test run did.
   *
   * @param folder where the predictions lie
   * @param images how many were written
   * @param problems unusable images that were skipped, each with its reason
   * @param seconds wall-clock time
   */
  public record Report(Path folder, int images, List<String> problems, double seconds) {

    /**
     * Copies the list.
     *
     * @param folder where the predictions lie
     * @param images how many were written
     * @param problems unusable images
     * @param seconds wall-clock time
     */
    public Report {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Predicts every image of the configured test sets: {@code root/TESTSET/images} to {@code
   * output/TESTSET}.
   *
   * @param output the folder of the predictions' folders
   * @param progress told each image once it is written
   * @return one report per test set
   * @throws InvalidInputException if no root is configured, or as {@link #run(Path, Path,
   *     Consumer)}
   */
  public List<Report> run(Path output, Consumer<Path> progress) {
    Path root =
        config
            .root()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "Test.Dataset.root is not set; add it to the configuration or give --set"
                            + " Test.Dataset.root=FOLDER"));
    for (String testset : config.testsets()) {
      ImageFiles.list(root.resolve(testset).resolve("images")); // all are there before one begins
    }
    List<Report> reports = new ArrayList<>();
    for (String testset : config.testsets()) {
      Path images = root.resolve(testset).resolve("images");
      reports.add(run(images, output.resolve(testset), progress));
    }
    return List.copyOf(reports);
  }

  /**
   * Predicts every image of a folder or of a list.
   *
   * @param images the folder of images, or a {@linkplain PairList list file}
   * @param output the folder of predictions, made if missing; files of the same names are replaced
   * @param progress told each image once it is written
   * @return the report
   * @throws InvalidInputException if the folder holds no images, two images have one stem, the
   *     output is the folder of images, or an image cannot be used and bad files are not skipped
   */
  public Report run(Path images, Path output, Consumer<Path> progress) {
    long start = System.nanoTime();
    List<Path> files = PairList.images(images);
    if (files.isEmpty()) {
      throw InvalidInputException.in(images, "no images to predict");
    }
    requireOwnNames(files);
    makeFolder(output, images);
    List<String> problems = new ArrayList<>();
    int written = 0;
    for (int from = 0; from < files.size(); from += config.dataloader().batchSize()) {
      List<Path> batch =
          files.subList(from, Math.min(from + config.dataloader().batchSize(), files.size()));
      List<Input> inputs = read(batch, problems);
      for (List<Input> group : bySize(inputs)) {
        predict(group, output);
        group.forEach(input -> progress.accept(input.file));
      }
      written += inputs.size();
    }
    return new Report(output, written, problems, (System.nanoTime() - start) / 1e9);
  }

  /**
   * Predicts one image.
   *
   * @param image 8-bit RGB
   * @return the prediction at the image's own size
   * @throws InvalidInputException if the image is not resized and a side is no multiple of 16
   */
  public Prediction predict(RgbImage image) {
    return predict(input(Path.of("image"), image));
  }

  /**
   * Predicts one image file.
   *
   * @param image the file
   * @param png where to save the prediction
   * @throws InvalidInputException if the image cannot be used or the prediction cannot be written
   */
  public void predict(Path image, Path png) {
    RgbImage pixels = ImageFiles.readRgb(image);
    predict(input(image, pixels)).save(config.mode(), pixels, png);
  }

  private Prediction predict(Input input) {
    float[] logits = network.logits(input.chw, 1, input.size);
    return Prediction.of(logits, 0, input.size, input.image.size());
  }

  private static final class Input {
    final Path file;
    final RgbImage image;
    final Size size;
    final float[] chw;

    Input(Path file, RgbImage image, Size size, float[] chw) {
      this.file = file;
      this.image = image;
      this.size = size;
      this.chw = chw;
    }
  }

  private Input input(Path file, RgbImage image) {
    Size size = transforms.outputSize().orElse(image.size());
    if (size.height() % MULTIPLE != 0 || size.width() % MULTIPLE != 0) {
      throw InvalidInputException.in(
          file,
          "the network needs sides that are multiples of 16; found "
              + size
              + "; add resize to Test.Dataset.transform_list");
    }
    return new Input(file, image, size, transforms.normalisedImage(image));
  }

  private List<Input> read(List<Path> files, List<String> problems) {
    Input[] inputs = new Input[files.size()];
    InvalidInputException[] failures = new InvalidInputException[files.size()];
    IntStream.range(0, inputs.length)
        .parallel()
        .forEach(
            i -> {
              try {
                inputs[i] = input(files.get(i), ImageFiles.readRgb(files.get(i)));
              } catch (InvalidInputException e) {
                failures[i] = e;
              }
            });
    List<Input> usable = new ArrayList<>();
    for (int i = 0; i < inputs.length; i++) {
      if (failures[i] == null) {
        usable.add(inputs[i]);
      } else if (config.dataloader().badFiles() == BadFiles.SKIP) {
        problems.add(failures[i].getMessage());
      } else {
        throw failures[i];
      }
    }
    return usable;
  }

  /** Neighbours of one size go through the network together. */
  private static List<List<Input>> bySize(List<Input> inputs) {
    List<List<Input>> groups = new ArrayList<>();
    for (Input input : inputs) {
      List<Input> last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
      if (last == null || !last.get(0).size.equals(input.size)) {
        last = new ArrayList<>();
        groups.add(last);
      }
      last.add(input);
    }
    return groups;
  }

  private void predict(List<Input> inputs, Path output) {
    Size size = inputs.get(0).size;
    int length = inputs.get(0).chw.length;
    float[] nchw = new float[inputs.size() * length];
    for (int i = 0; i < inputs.size(); i++) {
      System.arraycopy(inputs.get(i).chw, 0, nchw, i * length, length);
    }
    float[] logits = network.logits(nchw, inputs.size(), size);
    IntStream.range(0, inputs.size())
        .parallel()
        .forEach(
            i -> {
              Input input = inputs.get(i);
              Prediction.of(logits, i, size, input.image.size())
                  .save(config.mode(), input.image, output.resolve(stem(input.file) + ".png"));
            });
  }

  private static void requireOwnNames(List<Path> files) {
    Map<String, Path> seen = new HashMap<>();
    for (Path file : files) {
      Path other = seen.put(stem(file), file);
      if (other != null) {
        throw InvalidInputException.in(
            file,
            "has the same name as "
                + other.getFileName()
                + "; their predictions would be one file. Rename one of them");
      }
    }
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static void makeFolder(Path output, Path images) {
    try {
      Files.createDirectories(output);
      if (Files.isSameFile(output, images)) {
        throw InvalidInputException.in(
            output, "predictions would replace the images; choose another folder");
      }
    } catch (IOException e) {
      throw InvalidInputException.in(output, "this folder cannot be made: " + e, e);
    }
  }
}
