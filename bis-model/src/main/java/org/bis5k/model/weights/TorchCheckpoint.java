package org.bis5k.model.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the state dictionary in what a checkpoint's pickle holds: the object itself, or a
 * dictionary inside it under one of the usual names. The prefix {@code module.} of parallel
 * training is removed where every tensor has it. All else (optimiser, epoch) is left unread and
 * listed. Metadata tell what was done.
 */
final class TorchCheckpoint {

  /** Metadata key: the container read, "pth (zip)" or "pth (legacy)". */
  static final String CONTAINER = "source.container";

  /** Metadata key: the names of the dictionaries around the state dictionary, outermost first. */
  static final String DICTIONARY = "source.dictionary";

  /** Metadata key: the prefix removed from every name. */
  static final String PREFIX = "source.prefix";

  /** Metadata key: the entries that are no tensors of the state dictionary. */
  static final String IGNORED = "source.ignored";

  private static final List<String> WRAPPERS =
      List.of(
          "state_dict", "model_state_dict", "model_state", "model", "network", "net", "weights");
  private static final int MAX_DEPTH = 4;
  private static final int MAX_NAME = 100;
  private static final int MAX_LISTED = 20;
  private static final String PARALLEL = "module.";

  private final FileBytes file;
  private final List<String> path = new ArrayList<>();
  private final List<String> ignored = new ArrayList<>();

  private TorchCheckpoint(FileBytes file) {
    this.file = file;
  }

  static WeightFile of(FileBytes file, Object root, StoredTensor.Source source, String container) {
    return new TorchCheckpoint(file).weights(root, source, container);
  }

  private WeightFile weights(Object root, StoredTensor.Source source, String container) {
    Map<String, StoredTensor> refs = tensorsOf(stateDictionary(root));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(CONTAINER, container);
    if (!path.isEmpty()) {
      metadata.put(DICTIONARY, String.join(".", path));
    }
    String prefix = "";
    while (!refs.isEmpty() && allStartWith(refs, prefix + PARALLEL)) {
      prefix += PARALLEL;
    }
    if (!prefix.isEmpty()) {
      metadata.put(PREFIX, prefix);
    }
    if (!ignored.isEmpty()) {
      metadata.put(IGNORED, listed());
    }
    TensorAssembler assembler = new TensorAssembler(file, source);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, StoredTensor> entry : refs.entrySet()) {
      tensors.put(
          entry.getKey().substring(prefix.length()),
          assembler.assemble(entry.getKey(), entry.getValue()));
    }
    return WeightFile.of(tensors, metadata);
  }

  private static boolean allStartWith(Map<String, StoredTensor> refs, String prefix) {
    return refs.keySet().stream().allMatch(name -> name.startsWith(prefix));
  }

  /** Follows the usual names inwards; the first dictionary without them is the one. */
  private Map<?, ?> stateDictionary(Object root) {
    if (!(root instanceof Map<?, ?> map)) {
      throw file.fault(
          "holds " + describe(root) + "; expected a state dictionary (names and tensors)");
    }
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      Map<?, ?> outer = map;
      String wrapper =
          WRAPPERS.stream().filter(name -> outer.get(name) instanceof Map).findFirst().orElse(null);
      if (wrapper == null) {
        return map;
      }
      outer.forEach(
          (key, value) -> {
            if (!wrapper.equals(key)) {
              ignore(key, value);
            }
          });
      path.add(wrapper);
      map = (Map<?, ?>) outer.get(wrapper);
    }
    throw file.fault("nests dictionaries more than " + MAX_DEPTH + " deep: " + path);
  }

  private Map<String, StoredTensor> tensorsOf(Map<?, ?> dictionary) {
    Map<String, StoredTensor> refs = new LinkedHashMap<>();
    int before = ignored.size();
    dictionary.forEach(
        (key, value) -> {
          if (key instanceof String name && value instanceof StoredTensor ref) {
            refs.put(name, ref);
          } else {
            ignore(key, value);
          }
        });
    if (refs.isEmpty() && ignored.size() > before) {
      throw file.fault(
          "holds no tensors where a state dictionary was looked for (the file itself, or one of "
              + String.join(", ", WRAPPERS)
              + "); found "
              + listed());
    }
    return refs;
  }

  private void ignore(Object key, Object value) {
    String name = key.toString();
    ignored.add(
        (name.length() > MAX_NAME ? name.substring(0, MAX_NAME) + "..." : name)
            + " ("
            + describe(value)
            + ")");
  }

  private String listed() {
    int more = ignored.size() - MAX_LISTED;
    String first = String.join(", ", ignored.subList(0, Math.min(MAX_LISTED, ignored.size())));
    return more > 0 ? first + " and " + more + " more" : first;
  }

  /** A word for a value; never its contents, which may be deep or contain themselves. */
  private static String describe(Object value) {
    if (value instanceof Map<?, ?> map) {
      return "dictionary of " + map.size();
    }
    if (value instanceof StoredTensor) {
      return "tensor";
    }
    if (value instanceof String) {
      return "text";
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof List<?> list) {
      return "list of " + list.size();
    }
    if (value instanceof Pickle.Tuple tuple) {
      return "tuple of " + tuple.items().size();
    }
    return value == Pickle.None.NONE ? "None" : "no data";
  }
}
