package org.bis5k.train.run;

import java.nio.file.Path;
import java.util.List;
import org.bis5k.train.config.RunConfig;

/** Several listeners as one; each call goes to all of them in order. */
final class Listeners implements TrainingListener {

  private final List<TrainingListener> all;

  Listeners(List<TrainingListener> all) {
    this.all = List.copyOf(all);
  }

  @Override
  public void started(RunConfig config, Checkpoint.Position position, int batchesPerEpoch) {
    all.forEach(listener -> listener.started(config, position, batchesPerEpoch));
  }

  @Override
  public void stepped(StepReport step) {
    all.forEach(listener -> listener.stepped(step));
  }

  @Override
  public void epochEnded(EpochReport epoch) {
    all.forEach(listener -> listener.epochEnded(epoch));
  }

  @Override
  public void saved(Path file) {
    all.forEach(listener -> listener.saved(file));
  }

  @Override
  public void warned(String message) {
    all.forEach(listener -> listener.warned(message));
  }

  @Override
  public void ended(TrainingResult result) {
    all.forEach(listener -> listener.ended(result));
  }

  @Override
  public void closed() {
    all.forEach(TrainingListener::closed);
  }
}
