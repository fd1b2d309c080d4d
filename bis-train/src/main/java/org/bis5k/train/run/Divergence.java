package org.bis5k.train.run;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.dataset.Batch;
import org.bis5k.model.weights.Tensor;
import org.bis5k.model.weights.WeightFile;

/**
 * Ends a training whose numbers are no longer finite, with a message that names the batch and a
 * dump of batch and network. Such numbers never get into a checkpoint.
 */
final class Divergence {

  private static final String ADVICE =
      "lower Train.Optimizer.lr, or set Train.Optimizer.clip_gradients=True";
  private static final String UNTOUCHED = " The last checkpoint is untouched.";

  private final String what;
  private final Checkpoint.Position position;
  private final Batch batch;

  private Divergence(String what, Checkpoint.Position position, Batch batch) {
    this.what = what;
    this.position = position;
    this.batch = batch;
  }

  /** A loss that became NaN or infinite in the step at a position. */
  static Divergence of(double loss, Checkpoint.Position position, Batch batch) {
    return new Divergence("the loss became " + loss, position, batch);
  }

  /**
   * Writes the dump: the network before the step, the transformed images {@code batch.images} and
   * masks {@code batch.masks}, and the message in the metadata.
   *
   * @return the error to throw; it names the dump, or says why there is none
   */
  InvalidInputException dumped(WeightFile state, RunLayout files) {
    String message =
        "%s%s on %s.%s Look at these files, %s"
            .formatted(what, where(position), String.join(", ", batch.names()), UNTOUCHED, ADVICE);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    long count = batch.count();
    long height = batch.size().height();
    long width = batch.size().width();
    tensors.put("batch.images", Tensor.ofFloats(batch.images(), count, 3, height, width));
    tensors.put("batch.masks", Tensor.ofFloats(batch.masks(), count, 1, height, width));
    tensors.putAll(state.tensors());
    try {
      WeightFile.of(tensors, Map.of("message", message)).write(files.diverged());
    } catch (InvalidInputException e) {
      return InvalidInputException.in(
          files.folder(), message + ". There is no dump: " + e.getMessage(), e);
    }
    return InvalidInputException.in(
        files.folder(), message + ". The batch and the network are in " + files.diverged());
  }

  private static String where(Checkpoint.Position position) {
    return " at iteration %s (epoch %s, batch %s)"
        .formatted(position.iteration(), position.epoch() + 1, position.nextBatch() + 1);
  }

  /**
   * Refuses a state with a number that is not finite. This can follow a finite loss whose gradient
   * is not finite.
   *
   * @throws InvalidInputException naming the first tensor that is not finite
   */
  static void requireFinite(WeightFile state, Checkpoint.Position position, RunLayout files) {
    state
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (tensor.type() == Tensor.Type.F32 && !isFinite(tensor.toFloats())) {
                throw InvalidInputException.in(
                    files.folder(),
                    ("%s %s holds numbers that are not finite before iteration %s; no checkpoint"
                            + " is written.%s It may help to %s")
                        .formatted(
                            name,
                            Arrays.toString(tensor.shape()),
                            position.iteration(),
                            UNTOUCHED,
                            ADVICE));
              }
            });
  }

  private static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
