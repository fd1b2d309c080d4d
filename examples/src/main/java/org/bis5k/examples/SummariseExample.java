package org.bis5k.examples;

import org.bis5k.model.ModelSummary;
import org.bis5k.model.network.BcsNetOptions;

/** Lists the parameters of BCSNet. */
public final class SummariseExample {

  private SummariseExample() {}

  /**
   * Prints the summary of the released network.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    System.out.print(run(1));
  }

  /**
   * The summary of a network, which is not created for it.
   *
   * @param widthDivisor 1, 2, 4, 8 or 16
   * @return one line a tensor, one a module, and the total
   */
  public static ModelSummary run(int widthDivisor) {
    return ModelSummary.of(BcsNetOptions.ofWidth(widthDivisor));
  }
}
