package org.bis5k.bench;

import java.nio.file.Path;
import org.bis5k.model.BcsNet;
import org.bis5k.model.engine.OnnxExport;
import org.bis5k.model.engine.Preprocessing;
import org.bis5k.model.engine.Segmenter;
import org.bis5k.model.engine.SegmenterOptions;
import org.bis5k.model.engine.SegmenterOptions.Device;
import org.bis5k.model.engine.SegmenterOptions.Engine;

/** ONNX Runtime on the CPU, the yardstick. OMP_NUM_THREADS sets its threads and DL4J's. */
final class OnnxPeer {

  private OnnxPeer() {}

  /** A model of the network in ONNX Runtime, which has it in memory. */
  static Segmenter of(BcsNet network) {
    TemporaryFolder folder = TemporaryFolder.make();
    try {
      Path file = folder.path().resolve("network.onnx");
      OnnxExport.of(network, OnnxExport.Options.of(Preprocessing.released())).write(file);
      return Segmenter.open(file, new SegmenterOptions(Engine.ONNX, Device.CPU));
    } finally {
      folder.remove();
    }
  }

  /** Stops where the engines' logits differ by more than 1e-4 of the largest. */
  static void requireAlike(float[] actual, float[] expected) {
    float largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(actual[i] - expected[i]) <= 1e-4 * largest)) {
        throw new IllegalStateException(
            "Logit " + i + " is " + actual[i] + " in ONNX Runtime and " + expected[i] + " in DL4J");
      }
    }
  }
}
