package org.bis5k.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.bis5k.model.graph.AxialAttention;
import org.bis5k.model.graph.ConvUnit;
import org.bis5k.model.graph.Scope;
import org.bis5k.model.graph.Wiring;
import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.ConvGeometry;
import org.bis5k.testing.FormulaStream;
import org.bis5k.testing.Npy;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Every block against the reference implementation (PyTorch 1.13 in double precision): inference
 * and training outputs, gradients of inputs and parameters, running statistics after a step.
 */
@Tag("kernels")
final class BlockGoldenTest {

  /** Tolerances as shares of the largest true value, or this multiple of PyTorch's own noise. */
  private static final double OUTPUT = 1e-5;

  private static final double GRADIENT = 1e-4;
  private static final double NOISE = 20;

  private static final Map<String, BiFunction<Wiring, Edge[], Edge[]>> BLOCKS = blocks();

  private static Map<String, BiFunction<Wiring, Edge[], Edge[]>> blocks() {
    Map<String, BiFunction<Wiring, Edge[], Edge[]>> blocks = new LinkedHashMap<>();
    blocks.put("conv_3x3_bn_relu", unit(ConvGeometry.square(5, 7, 3), true));
    blocks.put("conv_3x3_dil5", unit(ConvGeometry.square(5, 7, 3).withDilation(5), false));
    blocks.put("conv_1x7", unit(new ConvGeometry(5, 7, 1, 7, 1, 1), false));
    blocks.put("conv_7x1", unit(new ConvGeometry(5, 7, 7, 1, 1, 1), false));
    blocks.put("conv_stride2", unit(ConvGeometry.square(5, 7, 3).withStride(2), false));
    blocks.put("self_attn_h", selfAttention(AxialAttention.Axis.HEIGHT));
    blocks.put("self_attn_w", selfAttention(AxialAttention.Axis.WIDTH));
    blocks.put(
        "ccr", (w, in) -> new Edge[] {new CcrBlock(w.scope(), channels(in), 8).apply(in[0])});
    blocks.put(
        "tir", (w, in) -> new Edge[] {ContextBlock.tir(w.scope(), channels(in), 16).apply(in[0])});
    blocks.put(
        "paa_kernel_7",
        (w, in) -> new Edge[] {new PaaKernel(w.scope(), channels(in), 16, 7).apply(in[0])});
    blocks.put(
        "paa_e",
        (w, in) -> new Edge[] {ContextBlock.encoder(w.scope(), channels(in), 16, 1).apply(in[0])});
    blocks.put(
        "paa_f",
        (w, in) -> new Edge[] {ContextBlock.encoder(w.scope(), channels(in), 16, 2).apply(in[0])});
    blocks.put(
        "srm4", (w, in) -> edges(new SideDecoder(w.scope(), 16, in.length).applyResizing(in)));
    blocks.put(
        "srm", (w, in) -> edges(new SideDecoder(w.scope(), 16, in.length).applyResizing(in)));
    blocks.put("srm0", (w, in) -> edges(new SideDecoder(w.scope(), 16, in.length).apply(in)));
    blocks.put("bottle2neck_stage_s1", stage(1, 1));
    blocks.put("bottle2neck_stage_s2", stage(2, 1));
    blocks.put("bottle2neck_stage_dil2", stage(1, 2));
    blocks.put("bottle2neck_normal", normal(8, 1));
    blocks.put("bottle2neck_normal_dil1_wide", normal(16, 1));
    return blocks;
  }

  private static int channels(Edge[] in) {
    return in[0].channels();
  }

  private static Edge[] edges(SideDecoder.Output output) {
    return new Edge[] {output.feature(), output.map()};
  }

  private static BiFunction<Wiring, Edge[], Edge[]> unit(ConvGeometry geometry, boolean relu) {
    return (w, in) -> {
      Scope scope = w.scope();
      ConvUnit unit = scope.normalize(scope.convolution("conv", geometry), "bn");
      return new Edge[] {w.conv(relu ? unit.withRelu() : unit, in[0])};
    };
  }

  private static BiFunction<Wiring, Edge[], Edge[]> selfAttention(AxialAttention.Axis axis) {
    return (w, in) -> new Edge[] {new SelfAttention(w.scope(), channels(in)).apply(in[0], axis)};
  }

  private static BiFunction<Wiring, Edge[], Edge[]> stage(int stride, int dilation) {
    return (w, in) ->
        new Edge[] {Bottle2neck.stage(w.scope(), channels(in), 8, stride, dilation).apply(in[0])};
  }

  private static BiFunction<Wiring, Edge[], Edge[]> normal(int planes, int dilation) {
    return (w, in) -> new Edge[] {Bottle2neck.normal(w.scope(), planes, dilation).apply(in[0])};
  }

  @TestFactory
  Stream<DynamicTest> equalsTheReference() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    JsonNode cases;
    try (var in = BlockGoldenTest.class.getResourceAsStream("/golden/modules/modules.json")) {
      cases = new ObjectMapper().readTree(in);
    }
    assertThat(cases).hasSize(BLOCKS.size());
    for (JsonNode each : cases) {
      String name = each.get("case").asText();
      tests.add(DynamicTest.dynamicTest(name, () -> check(name, each)));
    }
    return tests.stream();
  }

  private static long[][] shapes(JsonNode node) {
    return new ObjectMapper().convertValue(node, long[][].class);
  }

  private static void check(String name, JsonNode truth) throws IOException {
    long[][] inputs = shapes(truth.get("inputs"));
    try (GoldenBlock block = GoldenBlock.of(name, inputs, BLOCKS.get(name))) {
      assertThat(block.parameters().keySet()).containsExactlyInAnyOrderElementsOf(names(truth));
      INDArray[] inference = block.forward(false, block.inputs(inputs));
      for (int i = 0; i < inference.length; i++) {
        close(name, "eval_out" + i, inference[i], OUTPUT, truth.get("f32_eval").get(i));
      }
      block.pass().release();

      block.fill();
      INDArray[] outputs = block.forward(true, block.inputs(inputs));
      INDArray[] probes = new INDArray[outputs.length];
      for (int i = 0; i < outputs.length; i++) {
        close(name, "train_out" + i, outputs[i], OUTPUT, truth.get("f32_train").get(i));
        probes[i] = block.stream("probe" + i, outputs[i].shape());
      }
      INDArray[] gradients = block.backward(probes);
      for (int i = 0; i < inputs.length; i++) {
        close(name, "grad_in" + i, gradients[i], GRADIENT, truth.get("f32_grad_in").get(i));
      }
      checkParameters(name, block, truth);
      checkStatistics(block, truth.get("buffers"));
    }
  }

  private static List<String> names(JsonNode truth) {
    List<String> names = new ArrayList<>();
    truth.get("params").fieldNames().forEachRemaining(names::add);
    truth.get("buffers").fieldNames().forEachRemaining(names::add);
    names.removeIf(key -> key.endsWith("num_batches_tracked"));
    return names;
  }

  private static void close(String name, String file, INDArray actual, double share, JsonNode noise)
      throws IOException {
    Npy expected =
        Npy.resource(BlockGoldenTest.class, "/golden/modules/" + name + "." + file + ".npy");
    double worst = 0;
    double largest = 0;
    double[] values = expected.values();
    assertThat(actual.length()).isEqualTo(values.length);
    for (int i = 0; i < values.length; i++) {
      worst = Math.max(worst, Math.abs(actual.getDouble(i) - values[i]));
      largest = Math.max(largest, Math.abs(values[i]));
    }
    assertThat(worst / largest)
        .as("%s %s, largest difference over largest value", name, file)
        .isLessThanOrEqualTo(Math.max(share, NOISE * noise.asDouble()));
  }

  private static void checkParameters(String name, GoldenBlock block, JsonNode truth) {
    double total = 0;
    for (JsonNode parameter : truth.get("params")) {
      total += Math.pow(parameter.get("grad_l2").asDouble(), 2);
    }
    double totalNorm = Math.sqrt(total);
    truth
        .get("params")
        .properties()
        .forEach(
            field -> {
              double[] gradient = block.gradient(field.getKey());
              double norm = field.getValue().get("grad_l2").asDouble();
              double noise = NOISE * field.getValue().get("f32_l2_error").asDouble();
              FormulaStream probe = FormulaStream.named(name + "/gprobe/" + field.getKey());
              double square = 0;
              double dot = 0;
              double probeSquare = 0;
              for (int i = 0; i < gradient.length; i++) {
                double p = (float) probe.at(i);
                square += gradient[i] * gradient[i];
                dot += gradient[i] * p;
                probeSquare += p * p;
              }
              if (zeroByTheory(field.getKey())) {
                // Softmax ignores what is added to every key: only rounding is left.
                assertThat(Math.sqrt(square))
                    .as("%s, whose true gradient is zero", field.getKey())
                    .isLessThanOrEqualTo(Math.max(1e-6 * totalNorm, noise));
                return;
              }
              assertThat(Math.abs(Math.sqrt(square) - norm))
                  .as("%s gradient norm, expected %s", field.getKey(), norm)
                  .isLessThanOrEqualTo(Math.max(GRADIENT * norm, noise));
              assertThat(Math.abs(dot - field.getValue().get("grad_dot").asDouble()))
                  .as("%s gradient projection", field.getKey())
                  .isLessThanOrEqualTo(Math.max(GRADIENT * norm, noise) * Math.sqrt(probeSquare));
            });
  }

  private static boolean zeroByTheory(String key) {
    return key.endsWith("key_conv.bn.bias");
  }

  private static void checkStatistics(GoldenBlock block, JsonNode buffers) {
    buffers
        .properties()
        .forEach(
            field -> {
              if (field.getKey().endsWith("num_batches_tracked")) {
                return;
              }
              double norm =
                  block.parameters().get(field.getKey()).values().norm2Number().doubleValue();
              double expected = field.getValue().get("after_train_l2").asDouble();
              assertThat(Math.abs(norm - expected) / expected)
                  .as("%s after a step", field.getKey())
                  .isLessThanOrEqualTo(1e-5);
            });
  }
}
