package org.bis5k.model.weights;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a Python pickle into inert data: strings, numbers, booleans, None, lists, tuples and
 * dictionaries. It has the instructions that PyTorch's state dictionaries use (protocol 2, and the
 * harmless ones of 4) and no other; names and calls mean what {@link Pickle.Meaning} says and run
 * nothing. Lengths are checked against the bytes at hand, and instructions, memo and nesting are
 * limited, before anything is allocated.
 *
 * @see <a href="https://github.com/python/cpython/blob/main/Lib/pickletools.py">the opcodes</a>
 */
final class PickleReader {

  static final int MAX_BYTES = 32 << 20;
  private static final int MAX_INSTRUCTIONS = 2_000_000;
  private static final int MAX_MARKS = 1000;

  private final FileBytes file;
  private final ByteBuffer in;
  private final Pickle.Meaning meaning;
  private final Map<Long, Object> memo = new HashMap<>();
  private final List<List<Object>> marked = new ArrayList<>();
  private List<Object> stack = new ArrayList<>();

  private PickleReader(FileBytes file, ByteBuffer in, Pickle.Meaning meaning) {
    this.file = file;
    this.in = in;
    this.meaning = meaning;
  }

  /** Reads one pickle from the buffer's position and leaves the position behind it. */
  static Object read(FileBytes file, ByteBuffer in, Pickle.Meaning meaning) {
    in.order(ByteOrder.LITTLE_ENDIAN);
    PickleReader reader = new PickleReader(file, in, meaning);
    try {
      return reader.run();
    } catch (BufferUnderflowException e) {
      throw file.fault("the pickle ends in the middle: the file is truncated or damaged");
    }
  }

  private Object run() {
    for (int count = 0; count < MAX_INSTRUCTIONS; count++) {
      int code = in.get() & 0xff;
      if (code == '.') {
        if (stack.size() != 1 || !marked.isEmpty()) {
          throw wrong("it stops with " + stack.size() + " values instead of one");
        }
        return stack.get(0);
      }
      if (!constant(code) && !container(code) && !memory(code)) {
        name(code);
      }
    }
    throw wrong("it has more than " + MAX_INSTRUCTIONS + " instructions");
  }

  /** Instructions that push a plain value, or none. */
  private boolean constant(int code) {
    switch (code) {
      case 0x80 -> protocol(in.get() & 0xff); // PROTO
      case 0x95 -> in.getLong(); // FRAME: a hint for buffering
      case 'N' -> push(Pickle.None.NONE);
      case 0x88 -> push(true); // NEWTRUE
      case 0x89 -> push(false); // NEWFALSE
      case 'J' -> push((long) in.getInt()); // BININT
      case 'K' -> push((long) (in.get() & 0xff)); // BININT1
      case 'M' -> push((long) (in.getShort() & 0xffff)); // BININT2
      case 0x8a -> push(integer(in.get() & 0xff)); // LONG1
      case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(in.getLong()))); // BINFLOAT
      case 'X' -> push(text(in.getInt() & 0xffffffffL, StandardCharsets.UTF_8)); // BINUNICODE
      case 0x8c -> push(text(in.get() & 0xff, StandardCharsets.UTF_8)); // SHORT_BINUNICODE
      // Python 2's strings (T, U) and bytes (B, C): one character per byte.
      case 'T', 'B' -> push(text(in.getInt() & 0xffffffffL, StandardCharsets.ISO_8859_1));
      case 'U', 'C' -> push(text(in.get() & 0xff, StandardCharsets.ISO_8859_1));
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
      case ')' -> push(new Pickle.Tuple(List.of())); // EMPTY_TUPLE
      case 0x85 -> push(tuple(popLast(1))); // TUPLE1
      case 0x86 -> push(tuple(popLast(2))); // TUPLE2
      case 0x87 -> push(tuple(popLast(3))); // TUPLE3
      case 't' -> push(tuple(popToMark())); // TUPLE
      case ']' -> push(new ArrayList<>()); // EMPTY_LIST
      case 'a' -> append(popLast(1)); // APPEND
      case 'e' -> append(popToMark()); // APPENDS
      case '}' -> push(new LinkedHashMap<>()); // EMPTY_DICT
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
      case 'q' -> memo.put((long) (in.get() & 0xff), top()); // BINPUT
      case 'r' -> memo.put(in.getInt() & 0xffffffffL, top()); // LONG_BINPUT
      case 0x94 -> memo.put((long) memo.size(), top()); // MEMOIZE
      case 'h' -> push(remembered(in.get() & 0xff)); // BINGET
      case 'j' -> push(remembered(in.getInt() & 0xffffffffL)); // LONG_BINGET
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
      case 'c' -> push(meaning.global(new Pickle.Global(line(), line()))); // GLOBAL
      case 0x93 -> { // STACK_GLOBAL
        List<Object> names = popLast(2);
        if (!(names.get(0) instanceof String module) || !(names.get(1) instanceof String name)) {
          throw wrong("a global's name is no string");
        }
        push(meaning.global(new Pickle.Global(module, name)));
      }
      case 'R' -> { // REDUCE
        List<Object> call = popLast(2);
        if (!(call.get(1) instanceof Pickle.Tuple arguments)) {
          throw wrong("a call has no argument tuple");
        }
        push(meaning.call(call.get(0), arguments));
      }
      case 'b' -> { // BUILD: attributes of a dictionary (module versions), not needed
        popLast(1);
        if (!(top() instanceof Map<?, ?>)) {
          throw wrong("it sets attributes of something that is no dictionary");
        }
      }
      case 'Q' -> push(meaning.persistent(popLast(1).get(0))); // BINPERSID
      default ->
          throw wrong(
              "it has the instruction 0x%02x, which no state dictionary needs".formatted(code));
    }
  }

  private void protocol(int version) {
    if (version < 2 || version > 5) {
      throw wrong("it has protocol " + version + "; expected 2 to 5");
    }
  }

  private void push(Object value) {
    stack.add(value);
  }

  private Object top() {
    if (stack.isEmpty()) {
      throw wrong("its stack is empty where a value is needed");
    }
    return stack.get(stack.size() - 1);
  }

  private List<Object> popLast(int count) {
    if (stack.size() < count) {
      throw wrong("its stack is empty where a value is needed");
    }
    List<Object> end = stack.subList(stack.size() - count, stack.size());
    List<Object> values = new ArrayList<>(end);
    end.clear();
    return values;
  }

  private void mark() {
    if (marked.size() == MAX_MARKS) {
      throw wrong("it is nested more than " + MAX_MARKS + " deep");
    }
    marked.add(stack);
    stack = new ArrayList<>();
  }

  private List<Object> popToMark() {
    if (marked.isEmpty()) {
      throw wrong("a mark is missing");
    }
    List<Object> values = stack;
    stack = marked.remove(marked.size() - 1);
    return values;
  }

  private static Pickle.Tuple tuple(List<Object> values) {
    return new Pickle.Tuple(Collections.unmodifiableList(values));
  }

  private void append(List<Object> values) {
    if (!(top() instanceof List<?>)) {
      throw wrong("it appends to something that is no list");
    }
    @SuppressWarnings("unchecked") // every list of this machine is a list of objects
    List<Object> list = (List<Object>) top();
    list.addAll(values);
  }

  private void setItems(List<Object> values) {
    if (!(top() instanceof Map<?, ?>) || values.size() % 2 != 0) {
      throw wrong("it sets items of something that is no dictionary");
    }
    @SuppressWarnings("unchecked") // every map of this machine is a map of objects
    Map<Object, Object> map = (Map<Object, Object>) top();
    for (int i = 0; i < values.size(); i += 2) {
      Object key = values.get(i);
      if (!(key instanceof String || key instanceof Number || key instanceof Boolean)) {
        throw wrong("a dictionary has a key that is neither text nor number");
      }
      map.put(key, values.get(i + 1));
    }
  }

  private Object remembered(long index) {
    Object value = memo.get(index);
    if (value == null) {
      throw wrong("it uses memo " + index + " before setting it");
    }
    return value;
  }

  private byte[] bytes(long length) {
    if (length > in.remaining()) {
      throw wrong("a value of " + length + " bytes is longer than the rest");
    }
    byte[] bytes = new byte[(int) length];
    in.get(bytes);
    return bytes;
  }

  private String text(long length, Charset charset) {
    return new String(bytes(length), charset);
  }

  private Number integer(int length) {
    byte[] little = bytes(length);
    if (length == 0) {
      return 0L;
    }
    byte[] big = new byte[length];
    for (int i = 0; i < length; i++) {
      big[i] = little[length - 1 - i];
    }
    BigInteger value = new BigInteger(big);
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }

  private String line() {
    StringBuilder text = new StringBuilder();
    for (int c = in.get(); c != '\n'; c = in.get()) {
      if (text.length() == 200) {
        throw wrong("a global's name is longer than 200 characters");
      }
      text.append((char) (c & 0xff));
    }
    return text.toString();
  }

  private RuntimeException wrong(String problem) {
    return file.fault("the pickle is not one of a state dictionary: " + problem);
  }
}
