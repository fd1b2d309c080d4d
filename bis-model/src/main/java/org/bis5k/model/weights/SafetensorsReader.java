package org.bis5k.model.weights;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.data.PlainText;

/**
 * Reads the safetensors format: eight bytes with the header's length, a JSON header, the tensors'
 * bytes. The format's own rules are enforced: a header that begins with a brace, no name twice,
 * metadata of strings only, every range exactly as long as its shape needs, and all ranges together
 * covering the rest of the file without gap or overlap. The format allows headers of 100 MB; at
 * most 32 MiB are read here, which describe more than the 100,000 tensors that {@link ReadBudget}
 * allows.
 *
 * @see <a href="https://github.com/huggingface/safetensors">the format's description</a>
 */
final class SafetensorsReader {

  static final long MAX_HEADER = 32 << 20;
  private static final long MAX_HEADER_OF_FORMAT = 100_000_000;
  private static final int MAX_RANK = 32;
  private static final String WRONG = "the safetensors header is wrong at ";

  private record Entry(String name, Tensor.Type type, long[] shape, long begin, long end) {}

  private final FileBytes bytes;
  private final ReadBudget budget;
  private final List<Entry> entries = new ArrayList<>();
  private Map<String, String> metadata = Map.of();

  private SafetensorsReader(FileBytes bytes) {
    this.bytes = bytes;
    this.budget = ReadBudget.of(bytes, 0);
  }

  /** Tells whether a file's first bytes may be a safetensors header. */
  static boolean accepts(ByteBuffer start) {
    return start.remaining() >= 9
        && start.getLong(0) >= 2
        && start.getLong(0) <= MAX_HEADER_OF_FORMAT
        && start.get(8) == '{';
  }

  static WeightFile read(FileBytes bytes) {
    return new SafetensorsReader(bytes).read();
  }

  private WeightFile read() {
    long length = bytes.slice(0, 8, "The header's length").getLong();
    if (length < 2 || length > MAX_HEADER) {
      throw bytes.fault(
          "the safetensors header would take %s bytes; expected 2 to %d"
              .formatted(Long.toUnsignedString(length), MAX_HEADER));
    }
    parseHeader(bytes.slice(8, length, "The safetensors header"));
    long start = 8 + length;
    checkRanges(bytes.size() - start);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Entry entry : entries) {
      TensorBytes data =
          bytes.range(start + entry.begin, entry.end - entry.begin, "Tensor " + entry.name);
      tensors.put(entry.name, Tensor.of(entry.type, data, entry.shape));
    }
    return WeightFile.of(tensors, metadata);
  }

  private void parseHeader(ByteBuffer header) {
    try (JsonParser json = MetadataJson.parser(decoded(header))) {
      expect(json, json.nextToken(), JsonToken.START_OBJECT, "the header");
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        expect(json, json.nextToken(), JsonToken.START_OBJECT, name);
        if (name.equals("__metadata__")) {
          metadata = MetadataJson.read(json, bytes, budget, WRONG + "__metadata__.");
        } else {
          budget.tensor(name);
          entries.add(parseEntry(json, name));
        }
      }
      if (json.nextToken() != null) {
        throw bytes.fault("the safetensors header is followed by more JSON");
      }
    } catch (IOException e) {
      throw bytes.fault("the safetensors header is not the JSON expected: " + firstLine(e), e);
    }
  }

  private String decoded(ByteBuffer header) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(header).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("it is not UTF-8", e);
    }
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private Entry parseEntry(JsonParser json, String name) throws IOException {
    String typeName = null;
    long[] shape = null;
    long[] offsets = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      switch (field) {
        case "dtype" -> {
          expect(json, value, JsonToken.VALUE_STRING, name + ".dtype");
          typeName = json.getText();
        }
        case "shape" -> shape = numbers(json, name + ".shape");
        case "data_offsets" -> offsets = numbers(json, name + ".data_offsets");
        default ->
            throw bytes.fault(
                "tensor " + name + " has an unknown field " + PlainText.excerpt(field));
      }
    }
    if (typeName == null || shape == null || offsets == null || offsets.length != 2) {
      throw bytes.fault(
          "tensor " + name + " needs dtype, shape and data_offsets [begin, end] in the header");
    }
    Tensor.Type type = type(typeName, name);
    checkLength(name, type, shape, offsets);
    return new Entry(name, type, shape, offsets[0], offsets[1]);
  }

  private Tensor.Type type(String dtype, String name) {
    for (Tensor.Type type : Tensor.Type.values()) {
      if (type.name().equals(dtype)) {
        return type;
      }
    }
    throw bytes.fault(
        "tensor %s has the type %s; supported are %s"
            .formatted(name, PlainText.excerpt(dtype), List.of(Tensor.Type.values())));
  }

  private void checkLength(String name, Tensor.Type type, long[] shape, long[] offsets) {
    long needed;
    try {
      needed = Tensor.byteCount(type, shape);
    } catch (IllegalArgumentException e) {
      throw bytes.fault("tensor " + name + ": " + e.getMessage(), e);
    }
    if (offsets[1] < offsets[0] || offsets[1] - offsets[0] != needed) {
      throw bytes.fault(
          "tensor %s needs %d bytes by type and shape; its data_offsets are [%d, %d]"
              .formatted(name, needed, offsets[0], offsets[1]));
    }
  }

  private long[] numbers(JsonParser json, String field) throws IOException {
    expect(json, json.currentToken(), JsonToken.START_ARRAY, field);
    long[] values = new long[MAX_RANK];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json, json.currentToken(), JsonToken.VALUE_NUMBER_INT, field);
      if (count == MAX_RANK || json.getLongValue() < 0) {
        throw bytes.fault(field + " must be at most " + MAX_RANK + " whole numbers, none negative");
      }
      values[count++] = json.getLongValue();
    }
    return Arrays.copyOf(values, count);
  }

  private void checkRanges(long available) {
    List<Entry> byPlace = new ArrayList<>(entries);
    byPlace.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long end = 0;
    for (Entry entry : byPlace) {
      if (entry.begin != end) {
        throw bytes.fault(
            "tensor %s begins at byte %d of the data where %d was expected: the tensors %s"
                .formatted(
                    entry.name, entry.begin, end, entry.begin < end ? "overlap" : "leave a gap"));
      }
      end = entry.end;
    }
    if (end != available) {
      throw bytes.fault(
          "the header describes %d bytes of tensors; the file holds %d: %s"
              .formatted(
                  end,
                  available,
                  available < end ? "it is truncated" : "there is more behind them"));
    }
  }

  private void expect(JsonParser json, JsonToken found, JsonToken expected, String where) {
    if (found != expected) {
      throw bytes.fault(
          "%s%s (byte %d): expected %s, found %s"
              .formatted(
                  WRONG, where, json.currentTokenLocation().getCharOffset(), expected, found));
    }
  }
}
