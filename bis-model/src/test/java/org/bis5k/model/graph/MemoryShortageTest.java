package org.bis5k.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.model.BcsNet;
import org.bis5k.model.NetworkOutputs;
import org.bis5k.model.TrainingPass;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.ConvGeometry;
import org.bis5k.model.network.BcsNetOptions;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs in Java processes of their own: the limit of native memory is set once, at their start. */
class MemoryShortageTest {

  private static final Size SMALL = Size.square(32);

  /**
   * The processes' work: a small size that fits, a larger one that does not, the small one again.
   */
  public static void main(String[] arguments) {
    if (arguments.length == 1) {
      trainGraph(arguments[0].equals("RECALL"));
      return;
    }
    try (BcsNet net = BcsNet.create(new BcsNetOptions(16, 1))) {
      PassMode mode = PassMode.valueOf(arguments[0]);
      Size large = new Size(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
      if (mode == PassMode.INFERENCE) {
        infer(net, large);
      } else {
        train(net, mode, large);
      }
    }
  }

  private static float[] images(int count, Size size) {
    return new float[Math.toIntExact(count * 3 * size.pixels())];
  }

  private static void infer(BcsNet net, Size large) {
    float first = net.logits(images(1, SMALL), 1, SMALL).prediction()[0];
    try {
      net.logits(images(1, large), 1, large);
    } catch (InvalidInputException e) {
      System.out.println(e.getMessage());
    }
    System.out.println(first == net.logits(images(1, SMALL), 1, SMALL).prediction()[0]);
  }

  private static void train(BcsNet net, PassMode mode, Size large) {
    try (TrainingPass pass = TrainingPass.of(net, mode)) {
      float[] gradient = gradient(pass);
      try {
        NetworkOutputs outputs = pass.forward(images(2, large), 2, large);
        System.out.println("forward");
        pass.backward(outputs);
      } catch (InvalidInputException e) {
        System.out.println(e.getMessage());
      }
      System.out.println(net.pass().memory().arraysInUse());
      System.out.println(Arrays.equals(gradient, gradient(pass)));
    }
  }

  /** Two units in a row; to be recalled, the second one is a block beside its input. */
  private static void trainGraph(boolean recalled) {
    Wiring wiring = new Wiring();
    Scope scope = wiring.scope();
    Edge x = wiring.input("x", 2);
    Edge y = wiring.conv(scope.unit("first", ConvGeometry.square(2, 64, 1)), x);
    if (recalled) {
      Scope block = scope.in("block").recomputable();
      ConvUnit inner = block.unit("first", ConvGeometry.square(64, 128, 1));
      ConvUnit narrow = block.convolution("second", ConvGeometry.square(128, 1, 1));
      y = wiring.concat(y, wiring.conv(narrow, wiring.conv(inner, y)));
    }
    ConvGeometry geometry = ConvGeometry.square(y.channels(), 1, 1);
    NetworkGraph network = wiring.build(wiring.conv(scope.convolution("second", geometry), y));
    ComputationGraph graph = network.instantiate();
    try (GraphPass pass = GraphPass.of(network, graph)) {
      graph.initGradientsView();
      pass.train(recalled ? PassMode.RECOMPUTING : PassMode.TRAINING);
      pass.forward(true, pass.take("the images", true, 1, 2, 32, 32));
      System.out.println("forward");
      try {
        pass.backward(pass.take("the gradient", true, 1, 1, 32, 32));
      } catch (InvalidInputException e) {
        System.out.println(e.getMessage());
      }
      System.out.println(pass.memory().arraysInUse());
    }
  }

  /** Batch statistics alone decide a training pass: repeated, it gives the same bits. */
  private static float[] gradient(TrainingPass pass) {
    pass.backward(pass.forward(images(2, SMALL), 2, SMALL));
    return pass.gradient("decoder0.conv5.conv.weight");
  }

  private static String run(String limit, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-Dorg.bytedeco.javacpp.maxbytes=" + limit,
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            System.getProperty("java.class.path"),
            MemoryShortageTest.class.getName());
    builder.command().addAll(Arrays.asList(arguments));
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out;
  }

  @Test
  void namesTheLayerAndWhatWasAskedForAndLeavesTheNetworkUsable()
      throws IOException, InterruptedException {
    assertThat(run("4m", "INFERENCE", "512", "512"))
        .matches(
            "Out of memory in layer \\S+ \\(forward, inputs \\[1, .*\\]\\): \\d+ bytes more than the"
                + " \\d+ in use would exceed the limit of 4194304\\. It would fit with images of (\\d+)x\\1\\."
                + " The limit is -Dorg.bytedeco.javacpp.maxbytes\ntrue\n");
  }

  @Test
  void namesTheImagesWhereNotEvenTheyFit() throws IOException, InterruptedException {
    assertThat(run("4m", "INFERENCE", "1024", "1024"))
        .matches(
            "Out of memory for the images \\[1, 3, 1024, 1024\\]: 12582912 bytes more than the \\d+"
                + " in use would exceed the limit of 4194304\\. It would fit with images of"
                + " (\\d+)x\\1\\. The limit is -Dorg.bytedeco.javacpp.maxbytes\ntrue\n");
  }

  /**
   * One array of 64 channels is 262,144 bytes. Forward the first unit holds two of them, backward
   * the second convolution asks for a third.
   */
  @Test
  void namesTheLayerOfTheBackwardPass() throws IOException, InterruptedException {
    assertThat(run("655360", "LAYER"))
        .isEqualTo(
            """
            forward
            Out of memory in layer second (backward, inputs [1, 64, 32, 32]): 262144 bytes more than \
            the 540672 in use would exceed the limit of 655360. Less of everything would fit. The \
            limit is -Dorg.bytedeco.javacpp.maxbytes
            0
            """);
  }

  /**
   * Forward the block's two arrays come and go beside the two of the unit before it. When they are
   * computed again, the gradient of that unit is there as well.
   */
  @Test
  void namesTheLayerThatIsComputedAgain() throws IOException, InterruptedException {
    assertThat(run("1703936", "RECALL"))
        .matches(
            "forward\nOut of memory in layer block\\.first\\.conv \\(backward, inputs"
                + " \\[1, 64, 32, 32\\]\\): 524288 bytes more than the \\d+ in use would exceed the"
                + " limit of 1703936\\. Less of everything would fit\\. The limit is"
                + " -Dorg.bytedeco.javacpp.maxbytes\n0\n");
  }

  /** Limits just above what the forward pass holds. */
  @ParameterizedTest
  @CsvSource({"TRAINING, 5200000", "RECOMPUTING, 3050000"})
  void namesTheGradientOfAnOutput(String mode, String limit)
      throws IOException, InterruptedException {
    assertThat(run(limit, mode, "64", "48"))
        .matches(
            "forward\nOut of memory for the gradient of an output \\[2, 1, 64, 48\\]: 24576 bytes"
                + " more than the \\d+ in use would exceed the limit of "
                + limit
                + "\\. It would fit with a batch of 1, or images of 32x32\\. The limit is"
                + " -Dorg.bytedeco.javacpp.maxbytes\n0\ntrue\n");
  }
}
