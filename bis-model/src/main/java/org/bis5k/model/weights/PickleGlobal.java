package org.bis5k.model.weights;

/** The name of a Python function or class; only the name: nothing is looked up or called. */
record PickleGlobal(String module, String name) {

  @Override
  public String toString() {
    return module + "." + name;
  }
}
