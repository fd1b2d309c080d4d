package org.bis5k.model.engine;

import static org.bis5k.model.engine.OnnxNodes.integer;
import static org.bis5k.model.engine.OnnxNodes.ints;

import java.util.ArrayList;
import java.util.List;
import org.bis5k.model.graph.Attention;
import org.bis5k.model.graph.AxialAttention;

/**
 * Both kinds of attention as products and softmax. Only narrow matrices are transposed, never the
 * similarities, and views are Reshape nodes, which copy nothing.
 */
final class OnnxAttention {

  private final OnnxNodes nodes;

  OnnxAttention(OnnxNodes nodes) {
    this.nodes = nodes;
  }

  /**
   * Adds the nodes of {@link Attention}. Queries are computed in equal blocks: softmax needs whole
   * rows only, and the similarities of a block stay in the cache.
   *
   * @param channels the c of its scale
   * @param blocks a number that divides the positions of every image
   */
  void overPositions(List<String> in, long channels, int blocks, String out) {
    String a = positions(in.get(0));
    String b = positions(in.get(1));
    String c = positions(in.get(2));
    String scale = nodes.number((float) (1 / Math.sqrt(channels)));
    String queries = transposed(nodes.add("Mul", a + "/scaled", List.of(a, scale)));
    List<String> contexts = new ArrayList<>();
    for (String block : nodes.split(queries, blocks, 1)) {
      String weights = softmax(product(block, b, out + "/similarities-" + contexts.size()));
      contexts.add(product(weights, transposed(c), out + "/context-" + contexts.size()));
    }
    String context =
        blocks == 1
            ? contexts.get(0)
            : nodes.add("Concat", out + "/context", contexts, integer("axis", 1));
    nodes.add("Reshape", out, List.of(transposed(context), shape(in.get(0))));
  }

  /** Adds a view of N x c x P. */
  private String positions(String value) {
    return nodes.add("Reshape", value + "/positions", List.of(value, nodes.integers(0, 0, -1)));
  }

  /** Adds the nodes of {@link AxialAttention}. */
  void alongAxis(AxialAttention.Axis axis, List<String> in, String out) {
    String q = rows(in.get(0), axis);
    String k = rows(in.get(1), axis);
    String v = rows(in.get(2), axis);
    String weights = softmax(product(transposed(q), k, out + "/similarities"));
    String attended = product(v, transposed(weights), out + "/rows");
    nodes.add("Reshape", out, List.of(attended, shape(in.get(2))));
  }

  /** Adds a view of N x R x L, where L is the height or width. */
  private String rows(String value, AxialAttention.Axis axis) {
    int side = axis == AxialAttention.Axis.HEIGHT ? 2 : 3;
    String length = nodes.dimensions(value, side, side + 1);
    String name = value + "/rows-" + side;
    String dimensions =
        nodes.add(
            "Concat", name + "/shape", List.of(nodes.integers(0, -1), length), integer("axis", 0));
    return nodes.add("Reshape", name, List.of(value, dimensions));
  }

  private String shape(String value) {
    return nodes.dimensions(value, 0, 4);
  }

  private String product(String left, String right, String out) {
    return nodes.add("MatMul", out, List.of(left, right));
  }

  private String softmax(String value) {
    return nodes.add("Softmax", value + "/softmax", List.of(value), integer("axis", -1));
  }

  private String transposed(String value) {
    return nodes.add("Transpose", value + "/transposed", List.of(value), ints("perm", 0, 2, 1));
  }
}
