package org.bis5k.model.graph;

/** Says what would fit where a pass ran out of memory. */
@FunctionalInterface
public interface PassAdvice {

  /**
   * One sentence for a pass that did not fit.
   *
   * @param mode what was running
   * @param room bytes that activations and working arrays may take together
   * @param shape of the input that did not fit: N, C, H, W
   * @return the advice, without a full stop
   */
  String of(PassMode mode, long room, long[] shape);
}
