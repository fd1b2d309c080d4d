package org.bis5k.model.graph;

/**
 * An input of a network.
 *
 * @param channels its number of channels
 */
public record GraphInput(int channels) implements NodeContent {

  @Override
  public long[] outputShape(long[][] inputs) {
    throw new IllegalStateException("The shape of an input is given from outside");
  }

  @Override
  public boolean readsInputs() {
    return false;
  }
}
