package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bis5k.examples.SummariseExample;
import org.bis5k.model.BcsNet;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsCommandsTest {

  @TempDir static Path folder;
  private static Path file;
  private static WeightFile weights;

  @BeforeAll
  static void writeWeights() {
    try (BcsNet net = BcsNet.create(new BcsNetOptions(16, 3))) {
      weights = net.weights(Map.of("note", "a\nb"));
    }
    file = folder.resolve("net.safetensors");
    weights.write(file);
  }

  @Test
  void showsNamesTypesShapesAndOrigin() {
    CommandRun show = CommandRun.of("weights", "show", file);
    assertThat(show.exitCode()).isZero();
    assertThat(show.out())
        .containsPattern("resnet\\.conv1\\.0\\.weight +F32 +\\[2, 3, 3, 3]")
        .containsPattern("num_batches_tracked +I64 +\\[]")
        .contains("2550 tensors", "BCSNet, width divisor 16; foreign file", "note: a b");
  }

  @Test
  void convertsBothWaysWithoutChangingABit() {
    Path pth = folder.resolve("net.pth");
    Path back = folder.resolve("back.safetensors");
    assertThat(CommandRun.of("weights", "convert", file, pth).exitCode()).isZero();
    assertThat(CommandRun.of("weights", "convert", pth, back).exitCode()).isZero();
    WeightFile returned = WeightFile.open(back);
    assertThat(returned.tensors().keySet()).containsExactlyElementsOf(weights.tensors().keySet());
    weights
        .tensors()
        .forEach(
            (name, tensor) ->
                assertThat(returned.tensors().get(name).isIdenticalTo(tensor)).as(name).isTrue());
  }

  @Test
  void replacesNothingUnasked() throws IOException {
    Path out = Files.writeString(folder.resolve("there.pth"), "mine");
    CommandRun refused = CommandRun.of("weights", "convert", file, out);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .startsWith(out + ": exists already; name another file or give --overwrite");
    assertThat(out).hasContent("mine");
    assertThat(CommandRun.of("weights", "convert", file, out, "--overwrite").exitCode()).isZero();
    assertThat(WeightFile.open(out).tensors()).hasSize(2550);
  }

  @Test
  void checksAgainstTheNetwork() {
    CommandRun fits = CommandRun.of("weights", "check", file);
    assertThat(fits.exitCode()).isZero();
    assertThat(fits.out()).contains("fits BCSNet, width divisor 16 (2550 tensors)");
    CommandRun width = CommandRun.of("weights", "check", file, "--width-divisor", 3);
    assertThat(width.exitCode()).isEqualTo(2);
    assertThat(width.err()).contains("--width-divisor: expected one of 1, 2, 4, 8, 16; found 3");
    Map<String, Tensor> other = new LinkedHashMap<>(weights.tensors());
    other.remove("resnet.bn1.weight");
    other.put("extra", Tensor.ofFloats(new float[1], 1));
    other.put("resnet.bn1.bias", Tensor.ofFloats(new float[7], 7));
    Path bad = folder.resolve("bad.safetensors");
    WeightFile.of(other, Map.of()).write(bad);
    CommandRun differs = CommandRun.of("weights", "check", bad);
    assertThat(differs.exitCode()).isEqualTo(1);
    assertThat(differs.out())
        .contains(
            "does not fit BCSNet, width divisor 16",
            "1 missing:\n  resnet.bn1.weight",
            "1 unexpected:\n  extra",
            "1 of another shape:\n  resnet.bn1.bias: expected [4], found [7]");
  }

  @Test
  void summarisesTheReleasedNetwork() {
    assertThat(CommandRun.of("model", "summary").out())
        .containsPattern("BCSNet, width divisor 1 +387,693,444\\R");
    assertThat(SummariseExample.run(1).parameters()).isEqualTo(387_693_444);
  }
}
