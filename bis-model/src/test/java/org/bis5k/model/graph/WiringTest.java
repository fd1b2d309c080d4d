package org.bis5k.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bis5k.model.graph.Wiring.Edge;
import org.bis5k.model.kernel.ConvGeometry;
import org.junit.jupiter.api.Test;

/** Declarations give the checkpoint, applications give the graph. */
final class WiringTest {

  private static final ConvGeometry GEOMETRY = ConvGeometry.square(2, 2, 3);

  private final Wiring wiring = new Wiring();
  private final Edge x = wiring.input("x", 2);

  @Test
  void theOrderOfDeclarationsIsThatOfTheCheckpointWhateverIsAppliedFirst() {
    Scope scope = wiring.scope().in("block");
    ConvUnit first = scope.unit("a", GEOMETRY);
    Gate gate = scope.in("inner").gate("gamma");
    scope.unused("b.bias", InitialValues.ZERO, 3);
    NetworkGraph network = wiring.build(wiring.conv(first, wiring.gate(gate, x)));
    assertThat(network.layout().shapes().keySet())
        .containsExactly(
            "block.a.conv.weight",
            "block.a.bn.weight",
            "block.a.bn.bias",
            "block.a.bn.running_mean",
            "block.a.bn.running_var",
            "block.a.bn.num_batches_tracked",
            "block.inner.gamma",
            "block.b.bias");
    assertThat(NetworkPlan.of(network).nodes())
        .extracting(NetworkNode::name)
        .containsExactly("x", "block.inner.gamma", "block.a.conv");
  }

  @Test
  void whatIsNotAppliedIsKeptAsUnused() {
    wiring.scope().unit("dead", GEOMETRY);
    ConvUnit alive = wiring.scope().unit("alive", GEOMETRY);
    NetworkGraph network = wiring.build(wiring.conv(alive.withRelu(), x));
    assertThat(network.unusedTensors())
        .hasSize(6)
        .allMatch(tensor -> tensor.checkpointName().startsWith("dead."));
    assertThat(network.layout().module("dead").tensors()).hasSize(6);
    assertThat(NetworkPlan.of(network).parameters()).isEqualTo(2 * 2 * 9 + 4 * 2);
  }

  @Test
  void mistakesAreErrors() {
    ConvUnit unit = wiring.scope().unit("unit", GEOMETRY);
    assertThatThrownBy(() -> wiring.scope().unit("unit", GEOMETRY))
        .hasMessage("The tensor unit.conv.weight is declared twice");
    Edge y = wiring.conv(unit, x);
    assertThatThrownBy(() -> wiring.conv(unit, y))
        .hasMessage("The layer unit.conv is applied twice");
    assertThatThrownBy(() -> wiring.conv(new Wiring().scope().unit("other", GEOMETRY), y))
        .hasMessage("The tensor other.conv.weight is not declared in a scope");
    ConvUnit wide = wiring.scope().unit("wide", ConvGeometry.square(3, 2, 1));
    assertThatThrownBy(() -> wiring.conv(wide, y))
        .hasMessageStartingWith("wide.conv takes 3 channels");
    assertThatThrownBy(() -> wiring.build(y, y))
        .hasMessageStartingWith("A node is an output twice");
  }
}
