package org.bis5k.model.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names that PyTorch's state dictionaries use, and no other: ordered dictionaries, the
 * functions that rebuild tensors and parameters, storages, sizes, element types and devices. Each
 * becomes plain data. Any other name is refused before the pickle is read further.
 */
final class TorchMeaning implements Pickle.Meaning {

  private static final int MAX_RANK = 32;

  private static final Map<String, Tensor.Type> STORAGES =
      Map.of(
          "HalfStorage", Tensor.Type.F16,
          "BFloat16Storage", Tensor.Type.BF16,
          "FloatStorage", Tensor.Type.F32,
          "DoubleStorage", Tensor.Type.F64,
          "ByteStorage", Tensor.Type.U8,
          "CharStorage", Tensor.Type.I8,
          "ShortStorage", Tensor.Type.I16,
          "IntStorage", Tensor.Type.I32,
          "LongStorage", Tensor.Type.I64,
          "BoolStorage", Tensor.Type.BOOL);

  private static final Set<String> CALLS =
      Set.of(
          "collections.OrderedDict",
          "torch._utils._rebuild_tensor",
          "torch._utils._rebuild_tensor_v2",
          "torch._utils._rebuild_parameter",
          "torch.Size",
          "torch.device");

  /** Element types that a checkpoint's settings may name; they stay names. */
  private static final Set<String> PLAIN =
      Set.of("float16", "bfloat16", "float32", "float64", "uint8", "int32", "int64", "bool");

  /** What an entry of a dictionary, a tensor, and one of its sides cost, in bytes of the heap. */
  private static final int ENTRY = 96;

  private static final int TENSOR = 400;
  private static final int SIDE = 48;

  private final FileBytes file;
  private final ReadBudget budget;
  private final Map<String, StoredTensor.Storage> storages = new LinkedHashMap<>();

  TorchMeaning(FileBytes file, ReadBudget budget) {
    this.file = file;
    this.budget = budget;
  }

  /** Returns the PyTorch class of storages of a type. */
  static String storageClass(Tensor.Type type) {
    return STORAGES.entrySet().stream()
        .filter(entry -> entry.getValue() == type)
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /** Returns the storages that the pickles have referred to so far, by key. */
  Map<String, StoredTensor.Storage> storages() {
    return storages;
  }

  @Override
  public Object global(Pickle.Global name) {
    if (CALLS.contains(name.toString())) {
      return name;
    }
    if (name.module().equals("torch")) {
      if (STORAGES.containsKey(name.name())) {
        return STORAGES.get(name.name());
      }
      if (PLAIN.contains(name.name())) {
        return name.toString();
      }
    }
    throw file.fault(
        ("refused: its pickle asks for %s, which no state dictionary needs and which could run"
                + " code. Nothing was run. Load weights only from sources you trust, saved as a"
                + " plain state dictionary")
            .formatted(name));
  }

  @Override
  public Object call(Object global, Pickle.Tuple tuple) {
    List<Object> arguments = tuple.items();
    return switch (String.valueOf(global instanceof Pickle.Global ? global : "a value")) {
      case "collections.OrderedDict" -> dictionary(arguments);
      case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" -> tensor(arguments);
      case "torch._utils._rebuild_parameter" -> {
        if (arguments.isEmpty() || !(arguments.get(0) instanceof StoredTensor tensor)) {
          throw wrong("a parameter without its tensor");
        }
        yield tensor;
      }
      case "torch.Size" -> arguments.isEmpty() ? tuple : arguments.get(0);
      case "torch.device" -> tuple;
      default -> throw wrong("it calls something that is no function");
    };
  }

  private Pickle.Dictionary dictionary(List<Object> arguments) {
    Pickle.Dictionary dictionary = new Pickle.Dictionary();
    if (arguments.isEmpty()) {
      return dictionary;
    }
    if (!(arguments.get(0) instanceof List<?> pairs)) {
      throw wrong("an ordered dictionary without a list of pairs");
    }
    for (Object pair : pairs) {
      List<?> entry =
          pair instanceof Pickle.Tuple two
              ? two.items()
              : pair instanceof List<?> list ? list : List.of();
      if (entry.size() != 2 || !(entry.get(0) instanceof String key)) {
        throw wrong("an ordered dictionary with an entry that is no pair");
      }
      budget.requireShort("a key of a dictionary", key);
      budget.spend(ENTRY + key.length() / 8);
      dictionary.put(key, entry.get(1));
    }
    return dictionary;
  }

  private StoredTensor tensor(List<Object> arguments) {
    if (arguments.size() < 4 || !(arguments.get(0) instanceof StoredTensor.Storage storage)) {
      throw wrong("a tensor without storage, offset, size and stride");
    }
    budget.spend(TENSOR);
    List<Long> shape = numbers(arguments.get(2), "size");
    List<Long> strides = numbers(arguments.get(3), "stride");
    if (shape.size() != strides.size()) {
      throw wrong("a tensor with " + shape.size() + " sizes and " + strides.size() + " strides");
    }
    return new StoredTensor(storage, number(arguments.get(1), "offset"), shape, strides);
  }

  @Override
  public Object persistent(Object id) {
    List<Object> parts = id instanceof Pickle.Tuple tuple ? tuple.items() : List.of();
    if (parts.size() < 5
        || !"storage".equals(parts.get(0))
        || !(parts.get(1) instanceof Tensor.Type type)
        || !(parts.get(2) instanceof String key)) {
      throw wrong("an outside object that is no storage");
    }
    StoredTensor.Storage whole =
        new StoredTensor.Storage(key, type, number(parts.get(4), "storage size"), 0);
    StoredTensor.Storage known = storages.putIfAbsent(key, whole);
    if (known != null && !known.equals(whole)) {
      throw wrong("storage " + key + " is described in two ways: " + known + ", " + whole);
    }
    if (parts.size() == 5 || parts.get(5) == Pickle.None.NONE) {
      return whole;
    }
    // The legacy container's views: (key of the view, offset, size).
    List<Object> view = parts.get(5) instanceof Pickle.Tuple tuple ? tuple.items() : List.of();
    if (view.size() != 3) {
      throw wrong("a storage view without key, offset and size");
    }
    return new StoredTensor.Storage(
        key, type, whole.elements(), number(view.get(1), "view offset"));
  }

  private List<Long> numbers(Object value, String what) {
    if (!(value instanceof Pickle.Tuple tuple) || tuple.items().size() > MAX_RANK) {
      throw wrong("a tensor's " + what + " must be a tuple of at most " + MAX_RANK + " numbers");
    }
    budget.spend((long) SIDE * tuple.items().size());
    return tuple.items().stream().map(item -> number(item, what)).toList();
  }

  private long number(Object value, String what) {
    if (!(value instanceof Long number) || number < 0) {
      throw wrong("the " + what + " must be a whole number, not negative");
    }
    return number;
  }

  private RuntimeException wrong(String problem) {
    return file.fault("the pickle is not one of a state dictionary: " + problem);
  }
}
