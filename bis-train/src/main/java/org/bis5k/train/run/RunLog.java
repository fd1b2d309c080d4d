package org.bis5k.train.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;

/**
 * The log of a run: JSON lines, one per step and one per epoch, distinguished by {@code kind}. A
 * resumed run first removes what was logged after its checkpoint.
 */
final class RunLog implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;
  private final FileChannel channel;
  private final List<Double> losses = new ArrayList<>();

  private RunLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens the log and keeps its first bytes.
   *
   * @param file the log, created if missing
   * @param keep the number of bytes that belong to the run so far; the rest is removed
   */
  static RunLog open(Path file, long keep) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      RunLog log = new RunLog(file, channel);
      try {
        if (channel.size() < keep) {
          throw InvalidInputException.in(
              file,
              ("the checkpoint was written after %s bytes of this log; only %s are left. Restore it"
                      + " from a copy, or start a new run from the checkpoint's weights")
                  .formatted(keep, channel.size()));
        }
        channel.truncate(keep);
        channel.position(keep);
        log.losses.addAll(LoggedSteps.read(file).losses());
        return log;
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be opened: " + e, e);
    }
  }

  void step(StepReport step) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("kind", "step");
    node.put("step", step.iteration());
    node.put("epoch", step.epoch());
    node.put("batch", step.batch());
    node.put("loss", step.loss());
    if (!step.outputLosses().isEmpty()) {
      step.outputLosses().forEach(node.putArray("losses")::add);
    }
    node.put("rate", step.rate());
    node.put("images_per_second", rounded(step.imagesPerSecond()));
    node.put("seconds", rounded(step.seconds()));
    append(node);
    losses.add(step.loss());
  }

  void epoch(EpochReport epoch) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("kind", "epoch");
    node.put("epoch", epoch.epoch());
    node.put("steps", epoch.iterations());
    node.put("loss", epoch.loss());
    epoch.validation().ifPresent(score -> node.put("validation", score));
    if (epoch.validation().isPresent()) {
      node.put("best", epoch.best());
    }
    node.put("seconds", rounded(epoch.seconds()));
    append(node);
  }

  private static double rounded(double value) {
    return Math.rint(value * 1e4) / 1e4;
  }

  private void append(ObjectNode node) {
    try {
      byte[] line = (node + "\n").getBytes(StandardCharsets.UTF_8);
      AtomicFile.writeFully(channel, ByteBuffer.wrap(line));
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be written: " + e, e);
    }
  }

  /** The loss of every step so far, summed over the outputs. */
  List<Double> losses() {
    return Collections.unmodifiableList(losses);
  }

  /** Forces the log to the disk and returns its length in bytes. */
  long sync() {
    try {
      channel.force(true);
      return channel.position();
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be written: " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be closed: " + e, e);
    }
  }
}
