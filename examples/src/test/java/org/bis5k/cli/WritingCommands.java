package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bis5k.data.Size;
import org.bis5k.data.synthetic.SyntheticTissue;
import org.bis5k.model.BcsNet;
import org.bis5k.model.network.BcsNetOptions;

/**
 * Small inputs for every command that writes files, and its command line.
 *
 * @param folder holds the inputs
 */
record WritingCommands(Path folder) {

  static WritingCommands in(Path folder) {
    WritingCommands commands = new WritingCommands(folder);
    SyntheticTissue.of(Size.square(64), 1).write(commands.data(), 6, 2);
    try (BcsNet net = BcsNet.create(BcsNetOptions.ofWidth(16))) {
      net.weights(Map.of()).write(commands.weights());
    }
    TinyConfig.file(folder);
    CommandRun scores =
        CommandRun.of(
            "eval",
            "--pred",
            commands.masks(),
            "--gt",
            commands.masks(),
            "--json",
            commands.scores());
    assertThat(scores.exitCode()).as(scores.err()).isZero();
    return commands;
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path training() {
    return data().resolve("formal_train");
  }

  private Path masks() {
    return training().resolve("masks");
  }

  private Path images() {
    return training().resolve("images");
  }

  private Path weights() {
    return folder.resolve("net.safetensors");
  }

  private Path scores() {
    return folder.resolve("scores.json");
  }

  /** The command lines by name; all output goes to a folder, which exists. */
  Map<String, List<String>> into(Path out) {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    put(
        lines,
        "synth",
        "data",
        "synth",
        out.resolve("tissue"),
        "--train",
        2,
        "--test",
        1,
        "--size",
        64);
    put(
        lines,
        "check",
        "data",
        "check",
        data(),
        "--json",
        out.resolve("a.json"),
        "--html",
        out.resolve("a.html"));
    put(lines, "split", "data", "split", training(), "--folds", 3, "--out", out.resolve("lists"));
    put(
        lines,
        "eval",
        "eval",
        "--pred",
        masks(),
        "--gt",
        masks(),
        "--json",
        out.resolve("s.json"),
        "--csv",
        out.resolve("s.csv"),
        "--html",
        out.resolve("s.html"),
        "--details",
        out.resolve("d.csv"),
        "--per-image",
        out.resolve("i.csv"),
        "--resume",
        out.resolve("kept.jsonl"));
    put(
        lines,
        "tables",
        "tables",
        scores(),
        "--out",
        out.resolve("t.tex"),
        "--out",
        out.resolve("t.html"));
    put(
        lines,
        "predict",
        "predict",
        images(),
        "--weights",
        weights(),
        "--out",
        out.resolve("p"),
        "--size",
        64);
    put(
        lines,
        "test",
        "test",
        "--images",
        images(),
        "--weights",
        weights(),
        "--out",
        out.resolve("q"),
        "--set",
        "Test.Dataset.transform_list={resize: {size: [64, 64]}, tonumpy: NULL, normalize: {}, totensor: NULL}",
        "--engine",
        "dl4j");
    put(
        lines,
        "segment",
        "segment",
        images().resolve("bis_he_id000000.png"),
        out.resolve("m.tif"),
        "--weights",
        weights(),
        "--tile",
        32,
        "--overlay",
        out.resolve("o.png"),
        "--geojson",
        out.resolve("g.json"));
    put(lines, "convert", "weights", "convert", weights(), out.resolve("w.pth"), "--overwrite");
    put(
        lines,
        "export",
        "weights",
        "export",
        weights(),
        "--onnx",
        out.resolve("w.onnx"),
        "--overwrite");
    put(
        lines,
        "train",
        "train",
        "--config",
        folder.resolve("tiny.yaml"),
        "--run",
        out.resolve("run"),
        "--epochs",
        1,
        "--set",
        "Train.Dataset.root=" + training(),
        "--set",
        "Train.Dataloader.batch_size=2",
        "--set",
        "Train.Dataset.transform_list.resize.size=[32, 32]",
        "--set",
        "Model.width_divisor=16",
        "--set",
        "Test.Dataset.transform_list.resize.size=[32, 32]");
    put(
        lines,
        "demo",
        "demo",
        "--out",
        out.resolve("demo"),
        "--train",
        4,
        "--test",
        1,
        "--size",
        32,
        "--resize",
        32,
        "--epochs",
        0);
    return lines;
  }

  private static void put(Map<String, List<String>> lines, String name, Object... words) {
    lines.put(name, Arrays.stream(words).map(Object::toString).toList());
  }
}
