package org.bis5k.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bis5k.data.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

  @TempDir Path folder;

  @Test
  void theBytesFollowTheFormat() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("a", Tensor.ofFloats(new float[] {1, 2}, 2));
    tensors.put("n", Tensor.ofLongs(new long[] {7}));
    Path file = folder.resolve("w.safetensors");

    WeightFile.of(tensors, Map.of("by", "test")).write(file);

    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) bytes.getLong(0);
    assertThat(length % 8).isZero();
    assertThat(new String(bytes.array(), 8, length, StandardCharsets.UTF_8).stripTrailing())
        .isEqualTo(
            "{\"__metadata__\":{\"by\":\"test\"},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]},"
                + "\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}}");
    assertThat(bytes.getLong(8 + length)).isEqualTo(7);
    assertThat(bytes.getFloat(8 + length + 12)).isEqualTo(2);
    assertThat(bytes.capacity()).isEqualTo(8 + length + 16);
  }

  @Test
  void orderTypesAndMetadataComeBack() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("z", Tensor.of(Tensor.Type.BOOL, ByteBuffer.wrap(new byte[] {1, 0, 1}), 3));
    tensors.put("empty", Tensor.ofFloats(new float[0], 0, 3));
    tensors.put("a \"quoted\" \u00e4\n", Tensor.ofFloats(new float[] {Float.NaN}));
    Path file = folder.resolve("w.safetensors");

    WeightFile.of(tensors, Map.of("k", "\u00fc\"\\")).write(file);
    WeightFile read = WeightFile.open(file);

    assertThat(read.tensors().keySet()).containsExactly("z", "empty", "a \"quoted\" \u00e4\n");
    tensors.forEach(
        (name, tensor) -> assertThat(read.tensors().get(name).isIdenticalTo(tensor)).isTrue());
    assertThat(read.metadata()).isEqualTo(Map.of("k", "\u00fc\"\\"));
    assertThat(folder.toFile().list()).containsExactly("w.safetensors");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 8 | Duplicate field 'a'",
        "{'a':{'dtype':'F32','shape':[2],'shape':[2],'data_offsets':[0,8]}} | 8 | Duplicate field 'shape'",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}} | 12 | tensor b begins at byte 4 of the data where 8 was expected: the tensors overlap",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[2],'data_offsets':[12,20]}} | 20 | tensor b begins at byte 12 of the data where 8 was expected: the tensors leave a gap",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,12]}} | 12 | tensor a needs 8 bytes by type and shape; its data_offsets are [0, 12]",
        "{'a':{'dtype':'F32','shape':[2500000000],'data_offsets':[0,10000000000]}} | 1000 | the header describes 10000000000 bytes of tensors; the file holds 1000: it is truncated",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 9 | the header describes 8 bytes of tensors; the file holds 9: there is more behind them",
        "{'a':{'dtype':'F32','shape':[4611686018427387904,4],'data_offsets':[0,0]}} | 0 | tensor a: The shape is too large",
        "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,-4]}} | 0 | a.shape must be at most 32 whole numbers, none negative",
        "{'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,4]}} | 4 | expected VALUE_NUMBER_INT, found VALUE_NUMBER_FLOAT",
        "{'a':{'dtype':'F8_E4M3','shape':[1],'data_offsets':[0,1]}} | 1 | tensor a has the type F8_E4M3; supported are [F16,",
        "{'a':{'dtype':'F32','shape':[1]}} | 4 | tensor a needs dtype, shape and data_offsets",
        "{'a':{'dtype':'F32','extra':[1]}} | 4 | tensor a has an unknown field extra",
        "{'__metadata__':{'n':1}} | 0 | header is wrong at __metadata__.n (byte 21): expected VALUE_STRING, found VALUE_NUMBER_INT",
        "{'a':[[[[[[1]]]]]]} | 0 | expected START_OBJECT, found START_ARRAY",
        "{'a':{'dtype':'F32','shape':[99999999999999999999999],'data_offsets':[0,0]}} | 0 | out of range",
        "{} {} | 0 | followed by more JSON",
        "{'a':  | 0 | is not the JSON expected"
      })
  void aHeaderAgainstTheRulesIsRefused(String header, int data, String message) throws IOException {
    Path file = file(header.replace('\'', '"').getBytes(StandardCharsets.UTF_8), data);

    assertThatThrownBy(() -> WeightFile.open(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void aHeaderThatIsNotUtf8IsRefused() throws IOException {
    Path file = file(new byte[] {'{', '"', (byte) 0xff, '"', '}'}, 0);

    assertThatThrownBy(() -> WeightFile.open(file)).hasMessageContaining("it is not UTF-8");
  }

  @Test
  void aHeaderLongerThanTheFileIsRefused() throws IOException {
    byte[] bytes =
        ByteBuffer.allocate(20)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(30_000_000)
            .put((byte) '{')
            .array();
    Path file = Files.write(folder.resolve("x"), bytes);

    assertThatThrownBy(() -> WeightFile.open(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + ": The safetensors header would lie at byte 8 and take 30000000 bytes, but the"
                + " file has 20: it is truncated or damaged");
  }

  @Test
  void otherFilesAreRefusedByTheirFirstBytes() throws IOException {
    Path file = Files.writeString(folder.resolve("page.safetensors"), "<!DOCTYPE html><html>");
    Path empty = Files.writeString(folder.resolve("empty.safetensors"), "");

    assertThatThrownBy(() -> WeightFile.open(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is no weight file")
        .hasMessageContaining("found the first bytes \"<!DOCTYPE html><\"");
    assertThatThrownBy(() -> WeightFile.open(empty)).hasMessageEndingWith("found an empty file");
    assertThatThrownBy(() -> WeightFile.open(folder)).hasMessageEndingWith("found a folder");
    assertThatThrownBy(() -> WeightFile.open(folder.resolve("none")))
        .hasMessage(folder.resolve("none") + ": there is no such file");
  }

  @Test
  void aFailedWriteLeavesNothing() {
    WeightFile weights =
        WeightFile.of(Map.of("__metadata__", Tensor.ofFloats(new float[1], 1)), Map.of());

    assertThatThrownBy(() -> weights.write(folder.resolve("w.safetensors")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("a tensor named __metadata__ cannot be written");
    assertThatThrownBy(() -> weights.write(folder.resolve("no/w.safetensors")))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> weights.write(folder.resolve("w.onnx")))
        .hasMessageContaining("expected a name that ends in .safetensors or .pth");
    assertThat(folder.toFile().list()).isEmpty();
  }

  private Path file(byte[] header, int data) throws IOException {
    byte[] bytes =
        Arrays.copyOf(
            ByteBuffer.allocate(8 + header.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array(),
            8 + header.length + data);
    return Files.write(folder.resolve("bad.safetensors"), bytes);
  }
}
