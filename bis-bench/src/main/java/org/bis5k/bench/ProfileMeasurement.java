package org.bis5k.bench;

import java.util.List;
import org.bis5k.model.BcsNet;
import org.bis5k.model.graph.PassMode;
import org.bis5k.model.measure.MachinePeak;
import org.bis5k.model.measure.NetworkProfile;

/** Prints where one forward pass and one training step of a network spend their time. */
public final class ProfileMeasurement {

  private ProfileMeasurement() {}

  /**
   * Measures and prints two tables.
   *
   * @param arguments a workload such as 8:128:4, and the number of passes (10)
   */
  public static void main(String[] arguments) {
    Workload workload = Workload.parse(arguments.length > 0 ? arguments[0] : "8:128:4");
    int passes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    System.out.print(run(workload, passes));
  }

  static String run(Workload workload, int passes) {
    MachinePeak peak = MachinePeak.measure();
    StringBuilder text = new StringBuilder();
    text.append(peak).append(System.lineSeparator());
    try (BcsNet net = BcsNet.create(workload.options())) {
      for (PassMode mode : List.of(PassMode.INFERENCE, PassMode.TRAINING)) {
        NetworkProfile profile =
            NetworkProfile.measure(net, workload.batch(), workload.size(), mode, passes);
        text.append(
            String.format(
                "%n%s, %s%n%n", mode.name().toLowerCase(java.util.Locale.ROOT), workload));
        text.append(profile.table(peak.operations(), peak.bytes()));
      }
    }
    return text.toString();
  }
}
