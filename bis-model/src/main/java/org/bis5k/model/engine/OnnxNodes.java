package org.bis5k.model.engine;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An ONNX graph while nodes are added to it. A value is known by its name; adding a node whose
 * output exists already adds nothing, so that what two nodes need is computed once. Weights are
 * kept apart, because a file takes them one by one.
 */
final class OnnxNodes {

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final List<OnnxWeight> weights = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /** Declares an input, a float tensor; a side without a fixed length has a name. */
  String input(String name, Object... sides) {
    names.add(name);
    graph.addInput(value(name, sides));
    return name;
  }

  /** Declares a value as an output, a float tensor. */
  void output(String name, Object... sides) {
    graph.addOutput(value(name, sides));
  }

  private static ValueInfoProto value(String name, Object... sides) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Object side : sides) {
      TensorShapeProto.Dimension.Builder dimension = shape.addDimBuilder();
      if (side instanceof Integer length) {
        dimension.setDimValue(length);
      } else {
        dimension.setDimParam(side.toString());
      }
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(TensorProto.DataType.FLOAT.getNumber())
            .setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /** Adds an operator with one output; the node has the output's name. */
  String add(String operator, String output, List<String> inputs, AttributeProto... attributes) {
    if (names.add(output)) {
      graph.addNode(
          NodeProto.newBuilder()
              .setOpType(operator)
              .setName(output)
              .addAllInput(inputs)
              .addOutput(output)
              .addAllAttribute(List.of(attributes)));
    }
    return output;
  }

  /** Adds a vector of int64 with some consecutive sides of a value. */
  String dimensions(String value, int from, int to) {
    return add(
        "Shape",
        value + "/dimensions-" + from + "-" + to,
        List.of(value),
        integer("start", from),
        integer("end", to));
  }

  /** Splits a value into equal parts along an axis; a single part is the value itself. */
  List<String> split(String value, int parts, int axis) {
    if (parts == 1) {
      return List.of(value);
    }
    List<String> outputs = IntStream.range(0, parts).mapToObj(i -> value + "/part-" + i).toList();
    if (names.addAll(outputs)) {
      graph.addNode(
          NodeProto.newBuilder()
              .setOpType("Split")
              .setName(value + "/parts")
              .addInput(value)
              .addAllOutput(outputs)
              .addAttribute(integer("axis", axis)));
    }
    return outputs;
  }

  /** Adds a constant vector of int64, such as a shape. */
  String integers(long... values) {
    String name = "int64" + Arrays.toString(values).replace(" ", "");
    if (names.add(name)) {
      TensorProto.Builder tensor =
          TensorProto.newBuilder()
              .setName(name)
              .setDataType(TensorProto.DataType.INT64.getNumber())
              .addDims(values.length);
      for (long value : values) {
        tensor.addInt64Data(value);
      }
      graph.addInitializer(tensor);
    }
    return name;
  }

  /** Adds a constant number. */
  String number(float value) {
    String name = "float[" + value + "]";
    if (names.add(name)) {
      graph.addInitializer(
          TensorProto.newBuilder()
              .setName(name)
              .setDataType(TensorProto.DataType.FLOAT.getNumber())
              .addFloatData(value));
    }
    return name;
  }

  String weight(OnnxWeight weight) {
    if (names.add(weight.name())) {
      weights.add(weight);
    }
    return weight.name();
  }

  /** Returns the graph without its weights. */
  GraphProto graph(String name) {
    return graph.setName(name).build();
  }

  List<OnnxWeight> weights() {
    return List.copyOf(weights);
  }

  static AttributeProto ints(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto text(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }
}
