package org.bis5k.model.weights;

import java.util.List;

/** What a pickle is read into: values without behaviour. */
final class Pickle {

  private Pickle() {}

  /** Python's None. */
  enum None {
    /** The only value. */
    NONE
  }

  /** A Python tuple. It may contain itself: never hash, compare or print it deeply. */
  record Tuple(List<Object> items) {}

  /** The name of a Python function or class; it is neither looked up nor called. */
  record Global(String module, String name) {

    @Override
    public String toString() {
      return module + "." + name;
    }
  }

  /** Gives a meaning to the names and calls of a pickle, or throws to refuse one. */
  interface Meaning {

    /** Returns the value of a global name. */
    Object global(Global name);

    /** Returns the value that stands for calling a global. */
    Object call(Object global, Tuple arguments);

    /** Returns the value of an object that lies outside the pickle. */
    Object persistent(Object id);
  }
}
