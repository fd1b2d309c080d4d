package org.bis5k.model.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names and shapes of all tensors of a BCSNet checkpoint, in checkpoint order: parameters,
 * running statistics and batch counters, those of the unused {@code resnet.fc} and {@code decoder}
 * included. Shapes are those of PyTorch: convolutions [out, in, height, width], counters [].
 */
public final class BcsNetParameters {

  /** The width divisors a checkpoint may have; 1 is the released width. */
  public static final List<Integer> WIDTH_DIVISORS = List.of(1, 2, 4, 8, 16);

  private static final String BACKBONE = "resnet.";
  private static final int[] BLOCKS = {3, 4, 6, 3};
  private static final int CLASSES = 1000;
  private static final int SCALE = 4;

  private final int divisor;
  private final Map<String, long[]> shapes = new LinkedHashMap<>();

  private BcsNetParameters(int divisor) {
    this.divisor = divisor;
  }

  /**
   * The parameters of a width.
   *
   * @param widthDivisor what divides the released channel counts: 1, 2, 4, 8 or 16
   * @return the parameters
   * @throws IllegalArgumentException if the divisor is another number
   */
  public static BcsNetParameters of(int widthDivisor) {
    if (!WIDTH_DIVISORS.contains(widthDivisor)) {
      throw new IllegalArgumentException(
          "The width divisor must be one of " + WIDTH_DIVISORS + "; found " + widthDivisor);
    }
    BcsNetParameters parameters = new BcsNetParameters(widthDivisor);
    parameters.addAll();
    return parameters;
  }

  /**
   * The shape of every tensor.
   *
   * @return an unmodifiable map from names to dimensions, in checkpoint order
   */
  public Map<String, long[]> shapes() {
    Map<String, long[]> copies = new LinkedHashMap<>();
    shapes.forEach((name, shape) -> copies.put(name, shape.clone()));
    return Collections.unmodifiableMap(copies);
  }

  /**
   * The part that a Res2Net-50 backbone provides.
   *
   * @return the entries of {@link #shapes()} whose names begin with {@code resnet.}
   */
  public Map<String, long[]> backboneShapes() {
    Map<String, long[]> backbone = new LinkedHashMap<>(shapes());
    backbone.keySet().removeIf(name -> !name.startsWith(BACKBONE));
    return Collections.unmodifiableMap(backbone);
  }

  private void addAll() {
    addResnet();
    int c = 256 / divisor;
    for (int i = 1; i <= 4; i++) {
      addBranches("context" + i + ".", stage(i), c, 3);
    }
    addDecoder("decoder.", 3);
    for (int i = 4; i >= 0; i--) {
      addDecoder("decoder" + i + ".", i == 4 || i == 0 ? 4 : 5);
    }
    for (int i = 1; i <= 4; i++) {
      addCcr("attention_CCR" + i + ".", stage(i), stage(i) / 2);
      addBranches("tir" + i + ".", stage(i), stage(i) / 2, 2);
    }
  }

  /** The channels of the backbone's stage 1 to 4. */
  private int stage(int index) {
    return (128 << index) / divisor;
  }

  private void addResnet() {
    int stem = 32 / divisor;
    String conv = BACKBONE + "conv1.";
    addConvolution(conv + "0", stem, 3, 3, 3);
    addNorm(conv + "1", stem);
    addConvolution(conv + "3", stem, stem, 3, 3);
    addNorm(conv + "4", stem);
    addConvolution(conv + "6", 2 * stem, stem, 3, 3);
    addNorm(BACKBONE + "bn1", 2 * stem);
    int in = 2 * stem;
    for (int layer = 1; layer <= BLOCKS.length; layer++) {
      for (int block = 0; block < BLOCKS[layer - 1]; block++) {
        addBlock(BACKBONE + "layer" + layer + "." + block + ".", in, stage(layer), block == 0);
        in = stage(layer);
      }
    }
    shapes.put(BACKBONE + "fc.weight", new long[] {CLASSES, in});
    shapes.put(BACKBONE + "fc.bias", new long[] {CLASSES});
  }

  private void addBlock(String prefix, int in, int out, boolean first) {
    int width = out / 4 * 26 / 64;
    addConvolution(prefix + "conv1", SCALE * width, in, 1, 1);
    addNorm(prefix + "bn1", SCALE * width);
    for (int i = 0; i < SCALE - 1; i++) {
      addConvolution(prefix + "convs." + i, width, width, 3, 3);
    }
    for (int i = 0; i < SCALE - 1; i++) {
      addNorm(prefix + "bns." + i, width);
    }
    addConvolution(prefix + "conv3", out, SCALE * width, 1, 1);
    addNorm(prefix + "bn3", out);
    if (first) {
      addConvolution(prefix + "downsample.1", out, in, 1, 1);
      addNorm(prefix + "downsample.2", out);
    }
  }

  /** A context encoder or TIR module: a plain branch and one for each kernel 3, 5, 7. */
  private void addBranches(String prefix, int in, int c, int kernels) {
    addUnit(prefix + "branch0", c, in, 1, 1);
    for (int i = 1; i <= kernels; i++) {
      String branch = prefix + "branch" + i + ".";
      int kernel = 2 * i + 1;
      addUnit(branch + "conv0", c, in, 1, 1);
      addUnit(branch + "conv1", c, c, 1, kernel);
      addUnit(branch + "conv2", c, c, kernel, 1);
      addUnit(branch + "conv3", c, c, 3, 3);
      addAttention(branch + "Hattn.", c);
      addAttention(branch + "Wattn.", c);
    }
    addUnit(prefix + "conv_cat", c, (kernels + 1) * c, 3, 3);
    addUnit(prefix + "conv_res", c, in, 1, 1);
  }

  private void addDecoder(String prefix, int inputs) {
    int c = 256 / divisor;
    addUnit(prefix + "conv1", c, inputs * c, 3, 3);
    addUnit(prefix + "conv2", c, c, 3, 3);
    addUnit(prefix + "conv3", c, c, 3, 3);
    addUnit(prefix + "conv4", c, c, 3, 3);
    addConvolution(prefix + "conv5.conv", 1, c, 3, 3);
    addAttention(prefix + "Hattn.", c);
    addAttention(prefix + "Wattn.", c);
  }

  private void addCcr(String prefix, int in, int c) {
    for (String part : List.of("conv_query", "conv_key", "conv_value")) {
      addUnit(prefix + part + ".0", c, in, 3, 3);
      addUnit(prefix + part + ".1", c, c, 3, 3);
    }
    for (String part : List.of("conv_out1r", "conv_out1g", "conv_out1b")) {
      addUnit(prefix + part, c, c, 3, 3);
    }
    addUnit(prefix + "conv_out2", c, in + c, 3, 3);
    addUnit(prefix + "conv_out3", c, c, 3, 3);
  }

  private void addAttention(String prefix, int c) {
    shapes.put(prefix + "gamma", new long[] {1});
    addUnit(prefix + "query_conv", c / 8, c, 1, 1);
    addUnit(prefix + "key_conv", c / 8, c, 1, 1);
    addUnit(prefix + "value_conv", c, c, 1, 1);
  }

  /** A convolution with batch normalisation. */
  private void addUnit(String prefix, int out, int in, int height, int width) {
    addConvolution(prefix + ".conv", out, in, height, width);
    addNorm(prefix + ".bn", out);
  }

  private void addConvolution(String prefix, int out, int in, int height, int width) {
    shapes.put(prefix + ".weight", new long[] {out, in, height, width});
  }

  private void addNorm(String prefix, int channels) {
    for (String part : List.of("weight", "bias", "running_mean", "running_var")) {
      shapes.put(prefix + "." + part, new long[] {channels});
    }
    shapes.put(prefix + ".num_batches_tracked", new long[0]);
  }
}
