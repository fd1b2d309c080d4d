package org.bis5k.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that a run folder holds, hidden files included, without what a clock decided. */
record RunFiles(Map<String, String> contents) {

  static RunFiles of(Path run) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(run.relativize(file).toString(), content(file));
      }
    }
    return new RunFiles(contents);
  }

  private static String content(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.equals(".lock") || name.equals("provenance.json") || name.equals("SHA256SUMS")) {
      return "";
    }
    if (name.equals("log.jsonl")) {
      return untimed(file);
    }
    return name.endsWith(".safetensors")
        ? checkpoint(file)
        : HexFormat.of().formatHex(Files.readAllBytes(file));
  }

  private static String checkpoint(Path file) {
    Checkpoint checkpoint = Checkpoint.read(file);
    StringBuilder text = new StringBuilder(checkpoint.position() + " " + checkpoint.bestScore());
    checkpoint
        .state()
        .tensors()
        .forEach(
            (name, tensor) -> {
              byte[] bytes = new byte[tensor.data().remaining()];
              tensor.data().duplicate().get(bytes);
              text.append('\n').append(name).append(' ').append(HexFormat.of().formatHex(bytes));
            });
    return text.toString();
  }

  private static String untimed(Path log) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(log, StandardCharsets.UTF_8)) {
      ObjectNode node = (ObjectNode) new ObjectMapper().readTree(line);
      node.remove(List.of("seconds", "images_per_second"));
      lines.add(node.toString());
    }
    return String.join("\n", lines);
  }

  Set<String> names() {
    return contents.keySet();
  }

  /** The same files, bit by bit; no file lost, no temporary left. */
  void assertSameAs(RunFiles expected) {
    assertThat(names()).isEqualTo(expected.names());
    contents.forEach(
        (name, content) ->
            assertThat(content.equals(expected.contents().get(name))).as(name).isTrue());
  }
}
