package org.bis5k.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.bis5k.data.Size;
import org.bis5k.data.image.ImageFiles;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.bis5k.data.transform.TransformPipeline;
import org.bis5k.model.BcsNet;
import org.bis5k.model.LogitFunction;
import org.bis5k.model.engine.Segmenter;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.train.config.RunConfig;
import org.bis5k.train.config.TestConfig;
import org.bis5k.train.predict.TestRun;

/**
 * How much the prediction of a folder takes beyond the network: the time from image files to PNGs
 * against that of the network alone on the same batches, prepared beforehand. Both are measured in
 * turns, in one process, through ONNX Runtime on the CPU.
 */
public final class PredictMeasurement {

  private PredictMeasurement() {}

  /**
   * Seconds of one turn.
   *
   * @param network the network alone
   * @param whole from files to files
   */
  public record Turn(double network, double whole) {

    /**
     * What the rest costs.
     *
     * @return whole over network
     */
    public double ratio() {
      return whole / network;
    }
  }

  /**
   * What to measure.
   *
   * @param images how many
   * @param size of the image files
   * @param divisor width divisor of the network
   * @param batch images in a batch
   * @param turns how often
   */
  public record Plan(int images, Size size, int divisor, int batch, int turns) {

    /**
     * The plan of the published figure.
     *
     * @return 200 images of 512x512 at divisor 8 in batches of 4, three turns
     */
    public static Plan published() {
      return new Plan(200, Size.square(512), 8, 4, 3);
    }
  }

  /**
   * Prints each turn and the median ratio.
   *
   * @param arguments none, or images, side, width divisor, batch and turns
   * @throws IOException if the temporary folder cannot be used
   */
  public static void main(String[] arguments) throws IOException {
    int[] n = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    Plan plan =
        n.length == 0 ? Plan.published() : new Plan(n[0], Size.square(n[1]), n[2], n[3], n[4]);
    List<Turn> turns = run(plan);
    for (Turn turn : turns) {
      System.out.printf(
          Locale.ROOT,
          "network %.2f s, whole %.2f s, ratio %.3f%n",
          turn.network(),
          turn.whole(),
          turn.ratio());
    }
    double[] ratios = turns.stream().mapToDouble(Turn::ratio).sorted().toArray();
    System.out.printf(Locale.ROOT, "%s: median ratio %.3f%n", plan, ratios[ratios.length / 2]);
  }

  /**
   * Measures.
   *
   * @param plan what
   * @return one entry for each turn
   * @throws IOException if the temporary folder cannot be used
   */
  public static List<Turn> run(Plan plan) throws IOException {
    TemporaryFolder folder = TemporaryFolder.make();
    try (BcsNet net = BcsNet.create(BcsNetOptions.ofWidth(plan.divisor()));
        Segmenter network = OnnxPeer.of(net)) {
      Path images = Files.createDirectory(folder.path().resolve("images"));
      writeImages(images, plan);
      return turns(network::logits, images, folder.path().resolve("predictions"), plan);
    } finally {
      folder.remove();
    }
  }

  private static void writeImages(Path folder, Plan plan) {
    SyntheticTissue tissue = SyntheticTissue.of(plan.size(), 1);
    IntStream.range(0, plan.images())
        .parallel()
        .forEach(i -> ImageFiles.write(tissue.tile(i).image(), folder.resolve(i + ".png")));
  }

  private static List<Turn> turns(LogitFunction network, Path images, Path out, Plan plan) {
    String batches = "Test.Dataloader.batch_size=" + plan.batch();
    TestConfig config = RunConfig.parse("{}", "measurement", List.of(batches)).test();
    TestRun run = TestRun.of(network, config);
    networkAlone(network, config, images, plan); // the first passes are slower
    List<Turn> turns = new ArrayList<>();
    for (int turn = 0; turn < plan.turns(); turn++) {
      double alone = networkAlone(network, config, images, plan);
      turns.add(new Turn(alone, run.run(images, out, image -> {}).seconds()));
    }
    return turns;
  }

  /** The same number of images in the same batches; one batch of real images serves for all. */
  private static double networkAlone(
      LogitFunction network, TestConfig config, Path images, Plan plan) {
    TransformPipeline transforms = TransformPipeline.of(config.transforms());
    Size size = transforms.outputSize().orElse(plan.size());
    int length = (int) (3 * size.pixels());
    float[] batch = new float[plan.batch() * length];
    List<Path> files = ImageFiles.list(images);
    for (int i = 0; i < plan.batch(); i++) {
      float[] image = transforms.normalizedImage(ImageFiles.readRgb(files.get(i % files.size())));
      System.arraycopy(image, 0, batch, i * length, length);
    }
    long start = System.nanoTime();
    for (int from = 0; from < plan.images(); from += plan.batch()) {
      int count = Math.min(plan.batch(), plan.images() - from);
      network.logits(Arrays.copyOf(batch, count * length), count, size);
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
