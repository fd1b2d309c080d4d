package org.bis5k.model;

/** An optimiser's arithmetic on a run of one parameter's elements. */
@FunctionalInterface
public interface ParameterUpdate {

  /**
   * Updates elements 0 .. length - 1 of {@code p}, {@code m} and {@code v} in place. Called for
   * disjoint runs from several threads; must not depend on their order.
   *
   * @param name the parameter's name in a checkpoint
   * @param p parameters
   * @param g gradients
   * @param m first running state, zeros before the first step
   * @param v second running state, zeros before the first step
   * @param length the number of elements; the arrays may be longer
   */
  void apply(String name, float[] p, float[] g, float[] m, float[] v, int length);
}
