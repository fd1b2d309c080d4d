package org.bis5k.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.bis5k.data.Size;
import org.bis5k.model.graph.PassMode;
import org.bis5k.model.network.BcsNetOptions;

/** Says what would fit in memory where a pass did not, by {@link MemoryEstimate}. */
record ShortageAdvice(BcsNetOptions options, PassMode mode, long room) {

  /** One sentence for images of the given shape, N, 3, H, W. */
  String of(long[] shape) {
    int batch = (int) shape[0];
    Size size = new Size((int) shape[2], (int) shape[3]);
    List<String> choices = new ArrayList<>();
    int images = largest(batch - 1, n -> estimate(options, size, n));
    if (images > 0) {
      choices.add("a batch of " + images);
    }
    int steps = Math.min(size.height(), size.width()) / BcsNet.STRIDE;
    int step = largest(steps - 1, n -> estimate(options, scaled(size, n, steps), batch));
    if (step > 0) {
      choices.add("images of " + scaled(size, step, steps));
    }
    BcsNetOptions.WIDTH_DIVISORS.stream()
        .filter(divisor -> divisor > options.widthDivisor())
        .filter(d -> fits(estimate(new BcsNetOptions(d, options.seed()), size, batch)))
        .findFirst()
        .ifPresent(divisor -> choices.add("a width divisor of " + divisor));
    return choices.isEmpty()
        ? "Neither a smaller batch, smaller images nor a slimmer network would fit"
        : "It would fit with " + String.join(", or ", choices);
  }

  private static Size scaled(Size size, int step, int steps) {
    return new Size(
        size.height() / BcsNet.STRIDE * step / steps * BcsNet.STRIDE,
        size.width() / BcsNet.STRIDE * step / steps * BcsNet.STRIDE);
  }

  private MemoryEstimate estimate(BcsNetOptions width, Size size, int batch) {
    return MemoryEstimate.of(width, size, batch, mode);
  }

  private boolean fits(MemoryEstimate estimate) {
    return estimate.activations() + estimate.scratch() <= room;
  }

  /** The largest number from 1 that fits, or 0; memory must grow with the number. */
  private int largest(int most, IntFunction<MemoryEstimate> estimate) {
    int low = 0;
    int high = most;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (fits(estimate.apply(middle))) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
