package org.bis5k.train.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
   * Opens the log of a new run.
   *
   * @param file the log, created if missing; what it holds is removed
   */
  static RunLog create(Path file) {
    return open(file, 0, List.of());
  }

  /**
   * Opens the log of a run that continues, and removes what was logged after its checkpoint.
   *
   * @param file the log
   * @param keep the number of bytes that the log had when the checkpoint was written
   * @param steps the number of steps that it held then
   * @throws InvalidInputException if the log does not begin with these steps; it is not changed
   *     then
   */
  static RunLog resume(Path file, long keep, long steps) {
    long size = size(file);
    if (size < keep) {
      throw damaged(
          file,
          "the checkpoint was written after %s bytes of this log; only %s are left"
              .formatted(keep, size));
    }
    if (keep > 0 && byteAt(file, keep - 1) != '\n') {
      throw damaged(
          file,
          "the checkpoint was written after %s bytes of this log; no line ends there now"
              .formatted(keep));
    }
    List<Double> losses = keep == 0 ? List.of() : LoggedSteps.read(file, keep).losses();
    if (losses.size() != steps) {
      throw damaged(
          file,
          "the checkpoint was written after %s steps; its part of this log holds %s"
              .formatted(steps, losses.size()));
    }
    int missing = losses.indexOf(Double.NaN);
    if (missing >= 0) {
      throw damaged(file, "step " + missing + " of this log has no number as its loss");
    }
    return open(file, keep, losses);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be read: " + e, e);
    }
  }

  private static byte byteAt(Path file, long position) {
    ByteBuffer one = ByteBuffer.allocate(1);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.read(one, position);
    } catch (IOException e) {
      throw InvalidInputException.in(file, "cannot be read: " + e, e);
    }
    return one.get(0);
  }

  private static InvalidInputException damaged(Path file, String problem) {
    return InvalidInputException.in(
        file,
        problem + ". Restore it from a copy, or start a new run from the checkpoint's weights");
  }

  private static RunLog open(Path file, long keep, List<Double> losses) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        channel.truncate(keep);
        channel.position(keep);
        RunLog log = new RunLog(file, channel);
        log.losses.addAll(losses);
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
