package org.bis5k.train.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bis5k.train.optimizer.PolySchedule;
import org.junit.jupiter.api.Test;

class ParameterGroupsTest {

  @Test
  void theReleasedTableTrainsBcsNetAtTenTimesTheRate() {
    ParameterGroups groups = ParameterGroups.released();
    assertThat(groups.indexOf("module.backbone.layer1.0.weight")).isZero();
    assertThat(groups.indexOf("backbone.conv1.weight")).isEqualTo(1);
    assertThat(groups.indexOf("resnet.layer1.0.conv1.weight")).isEqualTo(2);
    // halfway, without warm-up: each group decays from its own base to the common minimum
    double[] rates = groups.rates(new PolySchedule(2, 1, 1e-6, 0), 1e-5, 1);
    assertThat(rates).containsExactly(0.5 * (1e-5 - 1e-6) + 1e-6, 0, 0.5 * (1e-4 - 1e-6) + 1e-6);
  }

  @Test
  void everyNameNeedsAGroup() {
    assertThatThrownBy(() -> new ParameterGroups(List.of(new ParameterGroups.Group("resnet", 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The last parameter group takes all other names; found [Group[contains=resnet,"
                + " multiplier=1.0]]");
    assertThatThrownBy(() -> new ParameterGroups.Group("a", -1))
        .hasMessage("A group's multiplier is at least 0; found -1.0");
  }
}
