package org.bis5k.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.bis5k.data.Size;
import org.bis5k.model.network.BcsNetGraph;
import org.bis5k.model.network.BcsNetOptions;
import org.bis5k.testing.FormulaStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The graph is one of DL4J's: its own methods run it, copy it and write its configuration. */
final class FrameworkTest {

  private static final Size SIZE = new Size(32, 48);
  private static final float[] IMAGE = FormulaStream.named("framework").floats(3 * 32 * 48);

  @Test
  void dl4jsOwnOutputEqualsOurs() {
    try (BcsNet net = BcsNet.create(BcsNetOptions.ofWidth(16))) {
      NetworkOutputs ours = net.logits(IMAGE, 1, SIZE);
      INDArray image = Nd4j.createFromArray(IMAGE).reshape('c', 1, 3, 32, 48);
      INDArray[] theirs = net.graph().output(image);
      assertThat(theirs).hasSize(BcsNet.OUTPUTS);
      for (int i = 0; i < theirs.length; i++) {
        assertThat(theirs[i].dup('c').data().asFloat()).isEqualTo(ours.output(i));
      }
    }
  }

  @Test
  void theConfigurationGoesThroughJson() {
    ComputationGraphConfiguration configuration =
        BcsNetGraph.of(BcsNetOptions.ofWidth(16)).configuration();
    ComputationGraphConfiguration read =
        ComputationGraphConfiguration.fromJson(configuration.toJson());
    assertThat(read.getVertices()).isEqualTo(configuration.getVertices());
    assertThat(parameters(read)).isEqualTo(parameters(configuration)).isPositive();
  }

  private static long parameters(ComputationGraphConfiguration configuration) {
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    return graph.numParams();
  }
}
