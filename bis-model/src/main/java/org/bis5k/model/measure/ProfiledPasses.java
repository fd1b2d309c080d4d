package org.bis5k.model.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bis5k.data.Size;
import org.bis5k.model.BcsNet;
import org.bis5k.model.NetworkOutputs;
import org.bis5k.model.TrainingPass;
import org.bis5k.model.graph.Attention;
import org.bis5k.model.graph.AxialAttention;
import org.bis5k.model.graph.ConvUnit;
import org.bis5k.model.graph.NetworkNode;
import org.bis5k.model.graph.NetworkPlan;
import org.bis5k.model.graph.PassMode;
import org.bis5k.model.graph.Pool;
import org.bis5k.model.graph.Resize;
import org.bis5k.model.measure.NetworkProfile.Kind;
import org.bis5k.model.measure.NetworkProfile.Line;

/** Runs passes and measures the time of every node. */
final class ProfiledPasses {

  private final BcsNet net;
  private final NetworkPlan plan;
  private final int count;
  private final Size size;
  private final boolean training;
  private final PassMode mode;
  private final float[] images;

  ProfiledPasses(BcsNet net, int count, Size size, PassMode mode) {
    this.net = net;
    this.plan = net.pass().plan();
    this.count = count;
    this.size = size;
    this.mode = mode;
    this.training = mode != PassMode.INFERENCE;
    this.images = new float[Math.toIntExact(3L * count * size.height() * size.width())];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextDouble(-2, 2);
    }
  }

  NetworkProfile measure(int passes) {
    List<Map<Kind, Line>> measured = new ArrayList<>();
    try (TrainingPass pass = training ? TrainingPass.of(net, mode) : null) {
      for (int i = 0; i < 2 * passes; i++) {
        long[] nanos = new long[plan.nodes().size()];
        net.pass().time((node, backward, took) -> nanos[node] += took);
        run(pass);
        if (i >= passes) {
          measured.add(lines(nanos));
        }
      }
    } finally {
      net.pass().time(null);
    }
    return NetworkProfile.of(measured);
  }

  private void run(TrainingPass pass) {
    if (pass == null) {
      net.logits(images, count, size);
      return;
    }
    List<float[]> gradients = new ArrayList<>();
    NetworkOutputs outputs = pass.forward(images, count, size);
    for (int i = 0; i < outputs.outputs(); i++) {
      float[] gradient = new float[Math.toIntExact(count * size.pixels())];
      Arrays.fill(gradient, 1f / gradient.length);
      gradients.add(gradient);
    }
    pass.backward(NetworkOutputs.of(count, size, gradients));
  }

  private Map<Kind, Line> lines(long[] nanos) {
    List<long[]> shapes = plan.shapes(count, 3, size.height(), size.width());
    Map<Kind, Line> lines = new EnumMap<>(Kind.class);
    for (int i = 0; i < nanos.length; i++) {
      NetworkNode node = plan.nodes().get(i);
      if (!node.isInput()) {
        long[][] in = node.inputs().stream().map(shapes::get).toArray(long[][]::new);
        Line line = new Line(kind(node), 1, nanos[i] / 1e6, work(node, in, shapes.get(i)));
        lines.merge(line.kind(), line, ProfiledPasses::sum);
      }
    }
    return lines;
  }

  private static Line sum(Line a, Line b) {
    return new Line(
        a.kind(), a.nodes() + b.nodes(), a.milliseconds() + b.milliseconds(), a.work() + b.work());
  }

  private static Kind kind(NetworkNode node) {
    if (node.content() instanceof ConvUnit) {
      return Kind.CONVOLUTION;
    }
    if (node.content() instanceof Attention) {
      return Kind.ATTENTION;
    }
    if (node.content() instanceof AxialAttention) {
      return Kind.AXIAL_ATTENTION;
    }
    boolean resampling = node.content() instanceof Pool || node.content() instanceof Resize;
    return resampling ? Kind.RESAMPLING : Kind.ELEMENTWISE;
  }

  /** Floating-point operations or bytes; a backward pass has twice as many as a forward pass. */
  private double work(NetworkNode node, long[][] in, long[] out) {
    double forward;
    if (node.content() instanceof ConvUnit unit) {
      forward = unit.geometry.flops(in[0]);
    } else if (node.content() instanceof Attention) {
      double positions = (double) out[2] * out[3];
      forward = 4 * out[0] * out[1] * positions * positions;
    } else if (node.content() instanceof AxialAttention axial) {
      double length = out[axial.axis() == AxialAttention.Axis.HEIGHT ? 2 : 3];
      forward = 2 * length * (elements(in[0]) + elements(out));
    } else {
      forward = Float.BYTES * elements(out);
      for (long[] shape : in) {
        forward += Float.BYTES * elements(shape);
      }
      return training ? 2 * forward : forward;
    }
    return training ? 3 * forward : forward;
  }

  private static double elements(long[] shape) {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }
}
