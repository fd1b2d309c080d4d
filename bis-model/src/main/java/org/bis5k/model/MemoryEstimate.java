package org.bis5k.model;

import java.util.Locale;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.Size;
import org.bis5k.model.graph.NetworkGraph;
import org.bis5k.model.graph.NetworkPlan;
import org.bis5k.model.graph.ParameterSpec;
import org.bis5k.model.graph.PassFootprint;
import org.bis5k.model.graph.PassMode;
import org.bis5k.model.network.BcsNetGraph;
import org.bis5k.model.network.BcsNetOptions;

/**
 * The memory that a BCSNet needs, computed from the description of its graph. In training,
 * activations comprise the outputs that the backward pass reads, the results of normalised
 * convolutions, and gradients that are still needed; in inference, outputs that later nodes read.
 * They are proportional to batch x height x width.
 *
 * @param options the network's width
 * @param size height and width of the images
 * @param batch the number of images at once
 * @param mode what runs
 * @param parameters bytes of weights and running statistics
 * @param optimizer bytes of gradients and Adam's two moments; 0 in inference
 * @param activations bytes of activations and their gradients
 * @param scratch bytes of the kernels' working arrays
 * @param runtime approximate bytes of the Java virtual machine with the options of the bis command,
 *     its heap and the native libraries
 */
public record MemoryEstimate(
    BcsNetOptions options,
    Size size,
    int batch,
    PassMode mode,
    long parameters,
    long optimizer,
    long activations,
    long scratch,
    long runtime) {

  private static final long MEGABYTE = 1_000_000;

  /** Measured: a virtual machine with a young generation of 64 MB, its code, and the libraries. */
  private static final long RUNTIME = 250 * MEGABYTE;

  /** The number of whole tensors on the heap while weights are read or written, also measured. */
  private static final int TENSORS_ON_HEAP = 2;

  /**
   * The estimate for one configuration.
   *
   * @param options the network's width
   * @param size height and width of the images, multiples of 16
   * @param batch the number of images at once, at least 1
   * @param mode what runs
   * @return the estimate
   * @throws InvalidInputException if the size does not fit the network or the batch is below 1
   */
  public static MemoryEstimate of(BcsNetOptions options, Size size, int batch, PassMode mode) {
    BcsNet.requireUsable(size);
    if (batch < 1) {
      throw new InvalidInputException("A batch holds at least 1 image; found " + batch);
    }
    NetworkGraph network = BcsNetGraph.of(options);
    NetworkPlan plan = NetworkPlan.of(network);
    long weights = plan.parameters() * Float.BYTES;
    PassFootprint passes = PassFootprint.of(plan, mode, batch, 3, size.height(), size.width());
    return new MemoryEstimate(
        options,
        size,
        batch,
        mode,
        weights + network.unusedTensors().stream().mapToLong(MemoryEstimate::bytes).sum(),
        mode == PassMode.INFERENCE ? 0 : 3 * weights,
        passes.activations(),
        passes.scratch(),
        RUNTIME + TENSORS_ON_HEAP * largestTensor(network));
  }

  private static long largestTensor(NetworkGraph network) {
    return network.layout().tensors().stream().mapToLong(MemoryEstimate::bytes).max().orElseThrow();
  }

  private static long bytes(ParameterSpec tensor) {
    return tensor.length() * Float.BYTES;
  }

  /**
   * The sum of the parts.
   *
   * @return bytes of resident memory at the peak
   */
  public long total() {
    return parameters + optimizer + activations + scratch + runtime;
  }

  /** A line for each part, in megabytes of 10^6 bytes. */
  @Override
  public String toString() {
    return String.format(
            Locale.ROOT,
            "BCSNet, width divisor %d, %d x %s (height x width), %s%n",
            options.widthDivisor(),
            batch,
            size,
            mode.name().toLowerCase(Locale.ROOT))
        + line("weights and running statistics", parameters)
        + line("gradients and Adam's moments", optimizer)
        + line("activations and their gradients", activations)
        + line("working arrays of the kernels", scratch)
        + line("Java and libraries, about", runtime)
        + line("peak resident memory", total());
  }

  private static String line(String what, long bytes) {
    return String.format(
        Locale.ROOT, "  %-34s %,9d MB%n", what, Math.round((double) bytes / MEGABYTE));
  }
}
