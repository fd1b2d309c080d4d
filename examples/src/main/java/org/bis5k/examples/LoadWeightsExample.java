package org.bis5k.examples;

import java.nio.file.Path;
import org.bis5k.model.weights.WeightFile;
import org.bis5k.train.run.Checkpoint;

/** Converts between PyTorch checkpoints and safetensors. */
public final class LoadWeightsExample {

  private LoadWeightsExample() {}

  /**
   * Converts a file.
   *
   * @param arguments the weight file to read and the one to write
   */
  public static void main(String[] arguments) {
    run(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  /**
   * Converts a file; nothing in it is executed.
   *
   * @param in a {@code .pth} or {@code .safetensors} file; of a training checkpoint, the weights
   *     are taken and the optimiser's state is left out
   * @param out ends in {@code .pth} or {@code .safetensors}; replaced if it exists
   * @return the number of tensors that were written
   */
  public static int run(Path in, Path out) {
    try (WeightFile source = WeightFile.open(in)) {
      WeightFile weights = Checkpoint.released(source);
      weights.write(out);
      return weights.tensors().size();
    }
  }
}
