package org.bis5k.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bis5k.data.Size;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.bis5k.model.BcsNet;
import org.bis5k.model.NetworkOutputs;
import org.bis5k.model.TrainingPass;
import org.bis5k.testing.FormulaStream;
import org.bis5k.train.loss.LossTarget;
import org.bis5k.train.loss.SegmentationLoss;
import org.bis5k.train.optimizer.Adam;
import org.bis5k.train.predict.FormulaNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With vectors, inference and training steps give the same bits with any number of threads, which a
 * process chooses once at its start: here each number has its own.
 */
class ThreadCountTest {

  private static final int STEPS = 2;
  private static final int IMAGES = 2;
  private static final Size SIZE = Size.square(64);

  /** The process's work: hashes of the logits, of the losses and of all weights afterwards. */
  public static void main(String[] arguments) throws NoSuchAlgorithmException {
    int pixels = (int) (IMAGES * SIZE.pixels());
    float[] images = FormulaStream.named("input64x64").floats(3 * pixels);
    float[] masks = new float[pixels];
    for (int i = 0; i < masks.length; i++) {
      masks[i] = i / 300 % 2;
    }
    LossTarget target = SegmentationLoss.BCE_IOU.target(masks, IMAGES, SIZE);
    try (BcsNet net = FormulaNetwork.create(8);
        TrainingPass pass = TrainingPass.of(net)) {
      System.out.println(Runtime.getRuntime().availableProcessors() + " processors");
      System.out.println("logits " + hash(net.logits(images, IMAGES, SIZE).maps()));
      for (int step = 1; step <= STEPS; step++) {
        NetworkOutputs outputs = pass.forward(images, IMAGES, SIZE);
        List<float[]> gradients = new ArrayList<>();
        double loss = 0;
        for (float[] logits : outputs.maps()) {
          float[] gradient = new float[logits.length];
          loss += target.evaluate(logits, gradient);
          gradients.add(gradient);
        }
        pass.backward(NetworkOutputs.of(IMAGES, SIZE, gradients));
        pass.update(Adam.update(step, 1e-3));
        System.out.println("loss " + Double.toHexString(loss));
      }
      List<float[]> weights = new ArrayList<>();
      net.weights(Map.of()).tensors().values().stream()
          .filter(tensor -> tensor.shape().length > 0)
          .forEach(tensor -> weights.add(tensor.toFloats()));
      System.out.println("weights " + hash(weights));
    }
  }

  private static String hash(List<float[]> arrays) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (float[] array : arrays) {
      ByteBuffer bytes = ByteBuffer.allocate(array.length * Float.BYTES);
      bytes.asFloatBuffer().put(array);
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** What the process prints with so many threads, the number of them first. */
  private static List<String> run(int threads, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:ActiveProcessorCount=" + threads,
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            System.getProperty("java.class.path"),
            ThreadCountTest.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out.lines().toList();
  }

  @Test
  void oneThreadTwoAndThreeGiveTheSameBits() throws Exception {
    String module = "--add-modules=jdk.incubator.vector";
    List<String> alone = run(1, module);
    assertThat(alone).hasSize(3 + STEPS).startsWith("1 processors");
    for (int threads = 2; threads <= 3; threads++) {
      List<String> together = run(threads, module);
      assertThat(together).startsWith(threads + " processors");
      assertThat(together.subList(1, together.size())).isEqualTo(alone.subList(1, alone.size()));
    }
  }

  /** The convolutions of ND4J share the gradient of their weights out by images and threads. */
  @Test
  void withoutTheVectorModuleForwardPassesDo() throws Exception {
    List<String> alone = run(1);
    List<String> together = run(2);
    assertThat(together.get(1)).startsWith("logits ").isEqualTo(alone.get(1));
    assertThat(together.get(2)).startsWith("loss ").isEqualTo(alone.get(2));
  }

  @Test
  void aRunContinuesWithAnotherNumberOfThreadsToTheSameBits(@TempDir Path temporary)
      throws Exception {
    Path data = temporary.resolve("data");
    SyntheticTissue.of(Size.square(32), 3).write(data, 4, 0);
    List<String> settings =
        List.of(
            "Model.width_divisor=16",
            "Train.Dataset.root=" + data.resolve("formal_train"),
            "Train.Dataset.transform_list={resize: {size: [32, 32]}, random_flip: {}, tonumpy:"
                + " NULL, normalize: {}, totensor: NULL}",
            "Train.Dataloader.batch_size=2",
            "Train.Scheduler.epoch=2",
            "Train.Checkpoint.checkpoint_epoch=1");
    String vectors = "--add-modules=jdk.incubator.vector";
    Path run = temporary.resolve("run");
    assertThat(TrainingProcess.start(run, settings, 1, vectors).waitFor()).isZero();
    RunFiles expected = RunFiles.of(run);
    RunLayout files = new RunLayout(run);
    for (Path file : List.of(files.previous(), files.afterEpoch(2), files.checksums())) {
      Files.delete(file);
    }
    Files.copy(files.afterEpoch(1), files.latest(), StandardCopyOption.REPLACE_EXISTING);
    assertThat(TrainingProcess.start(run, settings, 3, vectors).waitFor()).isZero();
    RunFiles.of(run).assertSameAs(expected);
  }
}
