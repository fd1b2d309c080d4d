package org.bis5k.model.graph;

import java.util.List;
import org.bis5k.model.kernel.ConvGeometry;

/**
 * Declares the parameters of a module, as the constructor of a PyTorch module does. Declared layers
 * are then applied to edges by {@link Wiring}. The order of declarations is the order of tensors in
 * checkpoints; what is declared and not applied is kept in checkpoints and not computed with.
 */
public final class Scope {

  private final Wiring wiring;
  private final String prefix;
  private final InitialValues convolutions;

  Scope(Wiring wiring, String prefix, InitialValues convolutions) {
    this.wiring = wiring;
    this.prefix = prefix;
    this.convolutions = convolutions;
  }

  /**
   * The graph that the module becomes part of.
   *
   * @return the wiring
   */
  public Wiring wiring() {
    return wiring;
  }

  /**
   * The scope of an inner module.
   *
   * @param module the module's name within this scope; may contain dots
   * @return a scope that puts the name before the names of its parameters
   */
  public Scope in(String module) {
    return new Scope(wiring, prefix + module + ".", convolutions);
  }

  /**
   * This scope with other initial weights.
   *
   * @param initial the initial weights of convolutions declared in the scope
   * @return the scope
   */
  public Scope withInitial(InitialValues initial) {
    return new Scope(wiring, prefix, initial);
  }

  /**
   * Marks the module as one whose inner activations training may drop and compute again. The module
   * must be a chain link of the graph: what lies between two of its layers belongs to it.
   *
   * @return this scope
   */
  public Scope recomputable() {
    wiring.recomputable(prefix);
    return this;
  }

  /**
   * Declares {@code NAME.weight} of a convolution without bias.
   *
   * @param name the name in this scope
   * @param geometry channels, kernel, stride and dilation
   * @return the convolution alone
   */
  public ConvUnit convolution(String name, ConvGeometry geometry) {
    ConvUnit unit = ConvUnit.of(geometry, prefix + name, convolutions);
    wiring.declare(unit.parameters());
    return unit;
  }

  /**
   * Declares the tensors of a batch normalisation: {@code NAME.weight}, {@code bias}, {@code
   * running_mean}, {@code running_var} and {@code num_batches_tracked}.
   *
   * @param convolution the convolution that it follows
   * @param name the name in this scope
   * @return the convolution with its batch normalisation
   */
  public ConvUnit normalize(ConvUnit convolution, String name) {
    ConvUnit unit = convolution.withNorm(prefix + name);
    wiring.declare(unit.normParameters());
    return unit;
  }

  /**
   * Declares a convolution {@code NAME.conv} and its batch normalisation {@code NAME.bn}.
   *
   * @param name the name in this scope
   * @param geometry channels, kernel, stride and dilation
   * @return the unit without ReLU
   */
  public ConvUnit unit(String name, ConvGeometry geometry) {
    return normalize(convolution(name + ".conv", geometry), name + ".bn");
  }

  /**
   * Declares a learnt factor, a tensor of shape [1] that starts at 0.
   *
   * @param name the name in this scope
   * @return the multiplication by the factor
   */
  public Gate gate(String name) {
    Gate gate = Gate.of(prefix + name);
    wiring.declare(gate.parameters());
    return gate;
  }

  /**
   * Declares a tensor that checkpoints hold and nothing computes with.
   *
   * @param name the name in this scope
   * @param initial its initial values
   * @param shape its dimensions
   */
  public void unused(String name, InitialValues initial, long... shape) {
    wiring.declare(List.of(ParameterSpec.trained("unused", prefix + name, initial, shape)));
  }
}
