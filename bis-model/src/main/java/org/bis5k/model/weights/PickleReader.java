package org.bis5k.model.weights;

import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a Python pickle into plain data: strings, numbers, booleans, None, lists, tuples and
 * dictionaries. It has the instructions that PyTorch's state dictionaries use (protocol 2, and the
 * harmless ones of 4) and no other. Names and calls mean what {@link Pickle.Meaning} says and run
 * nothing. Lengths are checked against the bytes at hand, nesting is limited, and whatever an
 * instruction copies or keeps is charged to the {@link ReadBudget} first.
 *
 * @see <a href="https://github.com/python/cpython/blob/main/Lib/pickletools.py">the opcodes</a>
 */
final class PickleReader {

  static final int MAX_BYTES = 32 << 20;
  private static final int MAX_MARKS = 1000;

  // What an instruction costs, in bytes of the Java heap that it may take, roughly.
  private static final int STEP = 32;
  private static final int CONTAINER = 160;
  private static final int SLOT = 16;
  private static final int ENTRY = 96;

  private final PickleInput in;
  private final Pickle.Meaning meaning;
  private final Map<Long, Object> memo = new HashMap<>();
  private final List<List<Object>> marked = new ArrayList<>();
  private List<Object> stack = new ArrayList<>();

  private PickleReader(PickleInput in, Pickle.Meaning meaning) {
    this.in = in;
    this.meaning = meaning;
  }

  /** Reads one pickle and leaves the input behind it. */
  static Object read(PickleInput in, Pickle.Meaning meaning) {
    try {
      return new PickleReader(in, meaning).run();
    } catch (BufferUnderflowException e) {
      throw in.truncated();
    }
  }

  private Object run() {
    while (true) {
      in.budget().spend(STEP);
      int code = in.unsignedByte();
      if (code == '.') {
        if (stack.size() != 1 || !marked.isEmpty()) {
          throw in.wrong("it stops with " + stack.size() + " values instead of one");
        }
        return stack.get(0);
      }
      if (!constant(code) && !container(code) && !memory(code)) {
        name(code);
      }
    }
  }

  /** Instructions that push a plain value, or none. */
  private boolean constant(int code) {
    switch (code) {
      case 0x80 -> protocol(in.unsignedByte()); // PROTO
      case 0x95 -> in.skipLong(); // FRAME: a hint for buffering
      case 'N' -> push(Pickle.None.NONE);
      case 0x88 -> push(true); // NEWTRUE
      case 0x89 -> push(false); // NEWFALSE
      case 'J' -> push((long) in.integer()); // BININT
      case 'K' -> push((long) in.unsignedByte()); // BININT1
      case 'M' -> push((long) in.unsignedShort()); // BININT2
      case 0x8a -> push(in.integer(in.unsignedByte())); // LONG1
      case 'G' -> push(in.bigEndianDouble()); // BINFLOAT
      case 'X' -> push(in.utf8(in.unsignedInt())); // BINUNICODE
      case 0x8c -> push(in.utf8(in.unsignedByte())); // SHORT_BINUNICODE
      case 'T', 'B' -> push(in.latin1(in.unsignedInt())); // BINSTRING, BINBYTES
      case 'U', 'C' -> push(in.latin1(in.unsignedByte())); // their short forms
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Instructions that build tuples, lists and dictionaries. */
  private boolean container(int code) {
    switch (code) {
      case '(' -> mark();
      case ')' -> push(tuple(List.of())); // EMPTY_TUPLE
      case 0x85 -> push(tuple(popLast(1))); // TUPLE1
      case 0x86 -> push(tuple(popLast(2))); // TUPLE2
      case 0x87 -> push(tuple(popLast(3))); // TUPLE3
      case 't' -> push(tuple(popToMark())); // TUPLE
      case ']' -> push(list()); // EMPTY_LIST
      case 'a' -> append(popLast(1)); // APPEND
      case 'e' -> append(popToMark()); // APPENDS
      case '}' -> push(dictionary()); // EMPTY_DICT
      case 's' -> setItems(popLast(2)); // SETITEM
      case 'u' -> setItems(popToMark()); // SETITEMS
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Instructions that move values between the stack and the memo. */
  private boolean memory(int code) {
    switch (code) {
      case 'q' -> memorise(in.unsignedByte()); // BINPUT
      case 'r' -> memorise(in.unsignedInt()); // LONG_BINPUT
      case 0x94 -> memorise(memo.size()); // MEMOIZE
      case 'h' -> push(remembered(in.unsignedByte())); // BINGET
      case 'j' -> push(remembered(in.unsignedInt())); // LONG_BINGET
      case '0' -> popLast(1); // POP
      case '1' -> popToMark(); // POP_MARK
      case '2' -> push(top()); // DUP
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Instructions with Python names and calls. */
  private void name(int code) {
    switch (code) {
      case 'c' -> push(meaning.global(in.global())); // GLOBAL
      case 0x93 -> { // STACK_GLOBAL
        List<Object> names = popLast(2);
        push(meaning.global(in.global(names.get(0), names.get(1))));
      }
      case 'R' -> { // REDUCE
        List<Object> call = popLast(2);
        if (!(call.get(1) instanceof Pickle.Tuple arguments)) {
          throw in.wrong("a call has no argument tuple");
        }
        in.budget().spend(CONTAINER);
        push(meaning.call(call.get(0), arguments));
      }
      case 'b' -> { // BUILD: attributes of a dictionary (module versions), not needed
        popLast(1);
        if (!(top() instanceof Pickle.Dictionary)) {
          throw in.wrong("it sets attributes of something that is no dictionary");
        }
      }
      case 'Q' -> { // BINPERSID
        in.budget().spend(CONTAINER);
        push(meaning.persistent(popLast(1).get(0)));
      }
      default ->
          throw in.wrong(
              "it has the instruction 0x%02x, which no state dictionary needs".formatted(code));
    }
  }

  private void protocol(int version) {
    if (version < 2 || version > 5) {
      throw in.wrong("it has protocol " + version + "; expected 2 to 5");
    }
  }

  private void push(Object value) {
    stack.add(value);
  }

  private Object top() {
    if (stack.isEmpty()) {
      throw in.wrong("its stack is empty where a value is needed");
    }
    return stack.get(stack.size() - 1);
  }

  private List<Object> popLast(int count) {
    if (stack.size() < count) {
      throw in.wrong("its stack is empty where a value is needed");
    }
    in.budget().spend((long) SLOT * (count + 2));
    List<Object> end = stack.subList(stack.size() - count, stack.size());
    List<Object> values = new ArrayList<>(end);
    end.clear();
    return values;
  }

  private void mark() {
    if (marked.size() == MAX_MARKS) {
      throw in.wrong("it is nested more than " + MAX_MARKS + " deep");
    }
    in.budget().spend(CONTAINER);
    marked.add(stack);
    stack = new ArrayList<>();
  }

  private List<Object> popToMark() {
    if (marked.isEmpty()) {
      throw in.wrong("a mark is missing");
    }
    List<Object> values = stack;
    stack = marked.remove(marked.size() - 1);
    return values;
  }

  private Pickle.Tuple tuple(List<Object> values) {
    in.budget().spend(SLOT * 4);
    return new Pickle.Tuple(Collections.unmodifiableList(values));
  }

  private List<Object> list() {
    in.budget().spend(CONTAINER);
    return new ArrayList<>();
  }

  private void append(List<Object> values) {
    if (!(top() instanceof List<?>)) {
      throw in.wrong("it appends to something that is no list");
    }
    in.budget().spend((long) SLOT * values.size());
    @SuppressWarnings("unchecked") // every list of this machine is a list of objects
    List<Object> list = (List<Object>) top();
    list.addAll(values);
  }

  private Pickle.Dictionary dictionary() {
    in.budget().spend(2 * CONTAINER);
    return new Pickle.Dictionary();
  }

  private void setItems(List<Object> values) {
    if (!(top() instanceof Pickle.Dictionary dictionary) || values.size() % 2 != 0) {
      throw in.wrong("it sets items of something that is no dictionary");
    }
    for (int i = 0; i < values.size(); i += 2) {
      Object value = values.get(i + 1);
      if (values.get(i) instanceof String key) {
        in.budget().requireShort("a key of a dictionary", key);
        in.budget().spend(ENTRY + key.length() / 8); // a longer key takes longer to compare
        dictionary.put(key, value);
      } else if (values.get(i) instanceof Long key) {
        in.budget().spend(ENTRY);
        dictionary.put(key, value);
      } else {
        throw in.wrong("a dictionary has a key that is neither text nor a whole number");
      }
    }
  }

  private void memorise(long index) {
    in.budget().spend(ENTRY);
    memo.put(index, top());
  }

  private Object remembered(long index) {
    Object value = memo.get(index);
    if (value == null) {
      throw in.wrong("it uses memo " + index + " before setting it");
    }
    return value;
  }
}
