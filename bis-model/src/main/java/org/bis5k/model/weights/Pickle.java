package org.bis5k.model.weights;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /**
   * A Python dictionary. State dictionaries have text keys; the whole numbers that count parameters
   * in an optimizer's state are kept apart from them. In one hash table, keys of several types with
   * equal hashes could not be ordered, and each look-up would go through all of them.
   */
  static final class Dictionary {

    private final Map<String, Object> named = new LinkedHashMap<>();
    private final Map<Long, Object> numbered = new LinkedHashMap<>(0);

    void put(String key, Object value) {
      named.put(key, value);
    }

    void put(Long key, Object value) {
      numbered.put(key, value);
    }

    /** Returns the value of a text key, or null. */
    Object get(String key) {
      return named.get(key);
    }

    /** Returns the values with text keys, in the file's order. */
    Map<String, Object> named() {
      return Collections.unmodifiableMap(named);
    }

    /** Returns the values with whole numbers as keys, in the file's order. */
    Map<Long, Object> numbered() {
      return Collections.unmodifiableMap(numbered);
    }

    int size() {
      return named.size() + numbered.size();
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
