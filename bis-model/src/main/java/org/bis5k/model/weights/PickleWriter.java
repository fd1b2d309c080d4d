package org.bis5k.model.weights;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a state dictionary as a pickle of protocol 2: an ordered dictionary from names to tensors,
 * each with a storage of its own. The bytes are those instructions that {@code torch.load} also
 * accepts with {@code weights_only=True}.
 */
final class PickleWriter {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  private PickleWriter() {}

  /** Returns the pickle; the key of each tensor's storage is the tensor's index in the list. */
  static byte[] stateDictionary(List<String> names, List<Tensor> tensors) throws IOException {
    PickleWriter pickle = new PickleWriter();
    pickle.out.write(new byte[] {(byte) 0x80, 2}); // PROTO 2
    pickle.emptyOrderedDictionary();
    pickle.out.write('('); // MARK
    for (int i = 0; i < names.size(); i++) {
      pickle.text(names.get(i));
      pickle.tensor(i, tensors.get(i));
    }
    pickle.out.write('u'); // SETITEMS
    pickle.out.write('.'); // STOP
    return pickle.bytes.toByteArray();
  }

  private void emptyOrderedDictionary() throws IOException {
    global("collections", "OrderedDict");
    out.write(')'); // EMPTY_TUPLE
    out.write('R'); // REDUCE
  }

  private void tensor(int key, Tensor tensor) throws IOException {
    global("torch._utils", "_rebuild_tensor_v2");
    out.write('('); // MARK
    out.write('('); // MARK
    text("storage");
    global("torch", TorchMeaning.storageClass(tensor.type()));
    text(Integer.toString(key));
    text("cpu");
    number(tensor.elements());
    out.write('t'); // TUPLE
    out.write('Q'); // BINPERSID
    number(0);
    long[] shape = tensor.shape();
    numbers(shape);
    numbers(contiguousStrides(shape));
    out.write(0x89); // NEWFALSE: needs no gradient
    emptyOrderedDictionary(); // hooks
    out.write('t'); // TUPLE
    out.write('R'); // REDUCE
  }

  private static long[] contiguousStrides(long[] shape) {
    long[] strides = new long[shape.length];
    long step = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = step;
      step *= Math.max(1, shape[i]);
    }
    return strides;
  }

  private void global(String module, String name) throws IOException {
    out.write(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private void text(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.write('X'); // BINUNICODE
    out.writeInt(Integer.reverseBytes(utf8.length));
    out.write(utf8);
  }

  private void numbers(long[] values) throws IOException {
    out.write('('); // MARK
    for (long value : values) {
      number(value);
    }
    out.write('t'); // TUPLE
  }

  /** Writes a number that is not negative. */
  private void number(long value) throws IOException {
    if (value < 1 << 8) {
      out.write('K'); // BININT1
      out.write((int) value);
    } else if (value <= Integer.MAX_VALUE) {
      out.write('J'); // BININT
      out.writeInt(Integer.reverseBytes((int) value));
    } else {
      out.write(0x8a); // LONG1
      out.write(Long.BYTES);
      out.writeLong(Long.reverseBytes(value));
    }
  }
}
