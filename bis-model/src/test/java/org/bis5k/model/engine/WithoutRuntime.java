package org.bis5k.model.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bis5k.data.InvalidInputException;
import org.bis5k.model.engine.SegmenterOptions.Engine;

/** What a program sees on whose class path ONNX Runtime is missing; called in a class loader. */
public final class WithoutRuntime {

  private WithoutRuntime() {}

  /** The engine that auto takes for weights, and what onnx says to weights and to a model. */
  public static List<String> messages(String weights, String onnx) {
    List<String> messages = new ArrayList<>();
    try (Segmenter auto = Segmenter.open(Path.of(weights), SegmenterOptions.defaults())) {
      messages.add(auto.engine());
    }
    for (String file : List.of(weights, onnx)) {
      try (Segmenter none =
          Segmenter.open(Path.of(file), SegmenterOptions.defaults().withEngine(Engine.ONNX))) {
        messages.add(none.engine());
      } catch (InvalidInputException e) {
        messages.add(e.getMessage());
      }
    }
    return messages;
  }
}
