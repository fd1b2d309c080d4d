package org.bis5k.model.weights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the state dictionary in what a checkpoint's pickle holds: the object itself, or a
 * dictionary inside it under one of the usual names. The prefix {@code module.} of parallel
 * training is removed if every tensor has it. Everything else (optimizer, epoch) is not read, and
 * is listed in the metadata.
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
  private static final int MAX_IGNORED_NAME = 100;
  private static final int MAX_LISTED = 20;
  private static final String PARALLEL = "module.";

  private final FileBytes file;
  private final ReadBudget budget;
  private final List<String> path = new ArrayList<>();

  /** The first entries that are no tensors of the state dictionary, each with a word for it. */
  private final List<String> ignored = new ArrayList<>();

  private int ignoredCount;

  private TorchCheckpoint(FileBytes file, ReadBudget budget) {
    this.file = file;
    this.budget = budget;
  }

  static WeightFile of(
      FileBytes file,
      ReadBudget budget,
      Object root,
      StoredTensor.Source source,
      String container) {
    return new TorchCheckpoint(file, budget).weights(root, source, container);
  }

  private WeightFile weights(Object root, StoredTensor.Source source, String container) {
    Map<String, StoredTensor> stored = tensorsOf(stateDictionary(root));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(CONTAINER, container);
    if (!path.isEmpty()) {
      metadata.put(DICTIONARY, String.join(".", path));
    }
    String prefix = PARALLEL.repeat(parallelPrefixes(stored.keySet()));
    if (!prefix.isEmpty()) {
      metadata.put(PREFIX, prefix);
    }
    if (ignoredCount > 0) {
      metadata.put(IGNORED, listed());
    }
    TensorAssembler assembler = new TensorAssembler(file, source);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    stored.forEach(
        (name, tensor) ->
            tensors.put(name.substring(prefix.length()), assembler.assemble(name, tensor)));
    return WeightFile.of(tensors, metadata);
  }

  /** Counts the prefixes that all names have; each name is read once. */
  private static int parallelPrefixes(Collection<String> names) {
    int common = names.isEmpty() ? 0 : Integer.MAX_VALUE;
    for (String name : names) {
      int count = 0;
      while (count < common && name.startsWith(PARALLEL, count * PARALLEL.length())) {
        count++;
      }
      common = count;
    }
    return common;
  }

  /** Follows the usual names inwards; the first dictionary without them is the one. */
  private Pickle.Dictionary stateDictionary(Object root) {
    if (!(root instanceof Pickle.Dictionary dictionary)) {
      throw file.fault(
          "holds " + describe(root) + "; expected a state dictionary (names and tensors)");
    }
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      Pickle.Dictionary outer = dictionary;
      Optional<String> wrapper =
          WRAPPERS.stream()
              .filter(name -> outer.get(name) instanceof Pickle.Dictionary)
              .findFirst();
      if (wrapper.isEmpty()) {
        return dictionary;
      }
      String inner = wrapper.get();
      outer
          .named()
          .forEach(
              (key, value) -> {
                if (!key.equals(inner)) {
                  ignore(key, value);
                }
              });
      outer.numbered().forEach(this::ignore);
      path.add(inner);
      dictionary = (Pickle.Dictionary) outer.get(inner);
    }
    throw file.fault("nests dictionaries more than " + MAX_DEPTH + " deep: " + path);
  }

  private Map<String, StoredTensor> tensorsOf(Pickle.Dictionary dictionary) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    int before = ignoredCount;
    dictionary
        .named()
        .forEach(
            (name, value) -> {
              if (value instanceof StoredTensor tensor) {
                budget.tensor(name);
                tensors.put(name, tensor);
              } else {
                ignore(name, value);
              }
            });
    dictionary.numbered().forEach(this::ignore);
    if (tensors.isEmpty() && ignoredCount > before) {
      throw file.fault(
          ("holds no tensors where a state dictionary was looked for (the file itself, or one of"
                  + " %s); found %s")
              .formatted(String.join(", ", WRAPPERS), listed()));
    }
    return tensors;
  }

  private void ignore(Object key, Object value) {
    ignoredCount++;
    if (ignored.size() < MAX_LISTED) {
      String name = key.toString();
      ignored.add(
          (name.length() > MAX_IGNORED_NAME ? name.substring(0, MAX_IGNORED_NAME) + "..." : name)
              + " ("
              + describe(value)
              + ")");
    }
  }

  private String listed() {
    String first = String.join(", ", ignored);
    int more = ignoredCount - ignored.size();
    return more > 0 ? first + " and " + more + " more" : first;
  }

  /** Describes a value in a word; its contents may be deep or contain themselves. */
  private static String describe(Object value) {
    if (value instanceof Pickle.Dictionary dictionary) {
      return "dictionary of " + dictionary.size();
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
