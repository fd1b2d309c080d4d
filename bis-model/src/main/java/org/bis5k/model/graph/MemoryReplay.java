package org.bis5k.model.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the bytes that {@link PassMemory} holds after the passes of a schedule, without running
 * them: an array given back serves the next request of its length.
 */
final class MemoryReplay {

  private final NetworkPlan plan;
  private final boolean training;
  private final long[] lengths;
  private final Map<Long, Integer> free = new HashMap<>();
  private long floats;

  private MemoryReplay(NetworkPlan plan, List<long[]> shapes, boolean training) {
    this.plan = plan;
    this.training = training;
    lengths = new long[shapes.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = 1;
      for (long side : shapes.get(i)) {
        lengths[i] *= side;
      }
    }
  }

  /** The bytes after an inference pass or a training step. */
  static long bytes(NetworkPlan plan, List<long[]> shapes, PassMode mode) {
    MemoryReplay replay = new MemoryReplay(plan, shapes, mode != PassMode.INFERENCE);
    PassSchedule schedule = PassSchedule.of(plan, mode, false);
    schedule.forward().forEach(replay::step);
    schedule.backward().forEach(replay::step);
    return replay.floats * Float.BYTES;
  }

  private void step(PassStep step) {
    NetworkNode node = plan.nodes().get(step.node());
    long length = lengths[step.node()];
    boolean convolution = training && node.content().keepsConvolution();
    switch (step.kind()) {
      case INPUT, OUTPUT_GRADIENT -> take(length);
      case RUN, RECALL -> {
        take(length);
        if (convolution) {
          take(length);
        }
      }
      case RECALL_CONVOLUTION -> {
        take(length);
        if (convolution) {
          take(length);
        }
        giveBack(length);
      }
      case BACKWARD -> {
        for (int k = 0; k < node.inputs().size(); k++) {
          if (node.content().passesGradientTo(k)) {
            take(lengths[node.inputs().get(k)]);
          }
        }
        if (convolution) {
          giveBack(length);
        }
      }
      case ADD_GRADIENT -> giveBack(lengths[node.inputs().get(step.input())]);
      case DROP, FORGET, DROP_GRADIENT -> giveBack(length);
      case STORE_GRADIENT -> {}
    }
  }

  private void take(long length) {
    if (free.getOrDefault(length, 0) > 0) {
      free.merge(length, -1, Integer::sum);
    } else {
      floats += length;
    }
  }

  private void giveBack(long length) {
    free.merge(length, 1, Integer::sum);
  }
}
