package org.bis5k.cli;

import com.google.common.base.Throwables;
import java.util.Optional;

/** The message of a command whose memory is exhausted. */
final class MemoryShortage {

  private MemoryShortage() {}

  /**
   * The message for a failure that a shortage of Java's heap, of tensor memory or of threads
   * caused.
   *
   * @param failure what a command ended with
   * @return empty for a failure of another kind
   */
  static Optional<String> messageOf(Throwable failure) {
    return Throwables.getCausalChain(failure).stream()
        .filter(OutOfMemoryError.class::isInstance)
        .findFirst()
        .map(
            error ->
                """
                Memory is exhausted: %s. Java's heap has at most %d MB, tensors have at most %s. \
                Give more (BIS_JAVA_OPTS="-Xmx16g -Dorg.bytedeco.javacpp.maxbytes=16g"), or take \
                smaller images, tiles or batches"""
                    .formatted(
                        error.getMessage(),
                        Runtime.getRuntime().maxMemory() >> 20,
                        System.getProperty("org.bytedeco.javacpp.maxbytes", "as much")));
  }
}
