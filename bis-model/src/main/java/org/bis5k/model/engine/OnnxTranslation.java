package org.bis5k.model.engine;

import static org.bis5k.model.engine.OnnxNodes.integer;
import static org.bis5k.model.engine.OnnxNodes.ints;
import static org.bis5k.model.engine.OnnxNodes.text;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bis5k.model.BcsNet;
import org.bis5k.model.graph.Attention;
import org.bis5k.model.graph.AxialAttention;
import org.bis5k.model.graph.ChannelSlice;
import org.bis5k.model.graph.Concat;
import org.bis5k.model.graph.ConvUnit;
import org.bis5k.model.graph.Gate;
import org.bis5k.model.graph.GraphOp;
import org.bis5k.model.graph.Mean;
import org.bis5k.model.graph.NetworkGraph;
import org.bis5k.model.graph.NetworkNode;
import org.bis5k.model.graph.NetworkPlan;
import org.bis5k.model.graph.NodeContent;
import org.bis5k.model.graph.Pool;
import org.bis5k.model.graph.Resize;
import org.bis5k.model.graph.Sum;
import org.bis5k.model.kernel.ConvGeometry;
import org.bis5k.model.kernel.PoolWindow;

/**
 * The network's graph in ONNX's operators: walks the nodes in topological order and adds what each
 * of them computes. Batch, height and width stay open.
 */
final class OnnxTranslation {

  /**
   * The smallest image, at which the shapes of all values are found. Channels are the same at every
   * size, and the number of positions of a value divides that at any other size.
   */
  private static final long[] PROBE = {1, 3, BcsNet.STRIDE, BcsNet.STRIDE};

  private final OnnxNodes nodes = new OnnxNodes();
  private final OnnxAttention attention = new OnnxAttention(nodes);
  private final Function<String, float[]> parameters;

  /** The ONNX value of each node of the plan. */
  private final List<String> values = new ArrayList<>();

  private OnnxTranslation(Function<String, float[]> parameters) {
    this.parameters = parameters;
  }

  /**
   * Translates a network.
   *
   * @param network the description of the network
   * @param parameters the values of a parameter by its name in a checkpoint, as a fresh array
   */
  static OnnxNodes of(NetworkGraph network, Function<String, float[]> parameters) {
    OnnxTranslation translation = new OnnxTranslation(parameters);
    translation.addAll(NetworkPlan.of(network));
    return translation.nodes;
  }

  private void addAll(NetworkPlan plan) {
    List<long[]> shapes = plan.shapes(PROBE);
    for (int i = 0; i < plan.nodes().size(); i++) {
      NetworkNode node = plan.nodes().get(i);
      int output = plan.outputs().indexOf(i);
      values.add(output < 0 ? node.name() : OnnxExport.output(output));
      add(node, shapes);
    }
    for (int output : plan.outputs()) {
      nodes.output(values.get(output), "batch", 1, "height", "width");
    }
  }

  private void add(NetworkNode node, List<long[]> shapes) {
    List<String> in = node.inputs().stream().map(values::get).toList();
    String out = values.get(values.size() - 1);
    NodeContent content = node.content();
    if (content instanceof NodeContent.Input input) {
      nodes.input(out, "batch", input.channels(), "height", "width");
    } else if (content instanceof ConvUnit unit) {
      convolution(unit, in.get(0), out);
    } else if (content instanceof Gate gate) {
      nodes.add("Mul", out, List.of(in.get(0), nodes.weight(gamma(gate))));
    } else if (content instanceof GraphOp op) {
      operation(op, in, node.inputs().stream().map(shapes::get).toArray(long[][]::new), out);
    } else {
      throw new IllegalArgumentException("No ONNX form is known of " + content);
    }
  }

  private OnnxWeight gamma(Gate gate) {
    String parameter = gate.parameterName; // which is also the name of the vertex
    return OnnxWeight.of(parameter + ".value", () -> parameters.apply(parameter), 1);
  }

  private void convolution(ConvUnit unit, String in, String out) {
    FoldedConvolution folded = new FoldedConvolution(unit, parameters);
    ConvGeometry g = unit.geometry;
    String kernel = nodes.weight(folded.kernel());
    List<String> inputs =
        unit.normalized() ? List.of(in, kernel, nodes.weight(folded.bias())) : List.of(in, kernel);
    String convolved =
        nodes.add(
            "Conv",
            unit.relu ? out + "/conv" : out,
            inputs,
            ints("kernel_shape", g.kernelHeight(), g.kernelWidth()),
            ints("strides", g.stride(), g.stride()),
            ints("dilations", g.dilation(), g.dilation()),
            ints("pads", g.padHeight(), g.padWidth(), g.padHeight(), g.padWidth()));
    if (unit.relu) {
      nodes.add("Relu", out, List.of(convolved));
    }
  }

  private void operation(GraphOp op, List<String> in, long[][] inputShapes, String out) {
    if (op instanceof Attention) {
      long[] shape = inputShapes[0];
      attention.overPositions(in, shape[1], (int) (shape[2] * shape[3]), out);
    } else if (op instanceof AxialAttention axial) {
      attention.alongAxis(axial.axis(), in, out);
    } else if (op instanceof ChannelSlice slice) {
      String from = nodes.integers(slice.from());
      String to = nodes.integers(slice.from() + slice.channels());
      nodes.add("Slice", out, List.of(in.get(0), from, to, nodes.integers(1)));
    } else if (op instanceof Concat) {
      nodes.add("Concat", out, in, integer("axis", 1));
    } else if (op instanceof Mean) {
      String sum = sum(in, out + "/sum");
      nodes.add("Mul", out, List.of(sum, nodes.number(1f / in.size())));
    } else if (op instanceof Pool pool) {
      pool(pool.window(), in.get(0), out);
    } else if (op instanceof Resize resize) {
      resize(resize, in, out);
    } else if (op instanceof Sum sum) {
      if (sum.relu()) {
        nodes.add("Relu", out, List.of(sum(in, out + "/sum")));
      } else {
        sum(in, out);
      }
    } else {
      throw new IllegalArgumentException("No ONNX form is known of " + op);
    }
  }

  /** Pairwise, because runtimes fuse an addition of two into what comes before it. */
  private String sum(List<String> in, String out) {
    String sum = in.get(0);
    for (int i = 1; i < in.size(); i++) {
      boolean last = i == in.size() - 1;
      sum = nodes.add("Add", last ? out : out + "/" + i, List.of(sum, in.get(i)));
    }
    return sum;
  }

  private void pool(PoolWindow pool, String in, String out) {
    String operator = pool.kind() == PoolWindow.Kind.MAXIMUM ? "MaxPool" : "AveragePool";
    List<AttributeProto> attributes = new ArrayList<>();
    attributes.add(ints("kernel_shape", pool.kernel(), pool.kernel()));
    attributes.add(ints("strides", pool.stride(), pool.stride()));
    attributes.add(ints("pads", pool.pad(), pool.pad(), pool.pad(), pool.pad()));
    switch (pool.kind()) {
      case MAXIMUM -> {}
      case AVERAGE_COUNTING_PADDING -> attributes.add(integer("count_include_pad", 1));
      case AVERAGE_CEIL -> attributes.add(integer("ceil_mode", 1));
    }
    nodes.add(operator, out, List.of(in), attributes.toArray(AttributeProto[]::new));
  }

  /** The region of interest and the scales, inputs two and three, are left out: sizes tell all. */
  private void resize(Resize resize, List<String> in, String out) {
    String batchAndChannels = nodes.dimensions(in.get(0), 0, 2);
    String heightAndWidth = nodes.dimensions(in.get(1), 2, 4);
    String sizes =
        nodes.add(
            "Concat",
            out + "/sizes",
            List.of(batchAndChannels, heightAndWidth),
            integer("axis", 0));
    String corners =
        switch (resize.corners()) {
          case ALIGNED -> "align_corners";
          case HALF_PIXEL -> "half_pixel";
        };
    nodes.add(
        "Resize",
        out,
        List.of(in.get(0), "", "", sizes),
        text("coordinate_transformation_mode", corners),
        text("mode", "linear"));
  }
}
