package org.bis5k.metrics.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.TruthKind;
import org.bis5k.metrics.file.CsvText;
import org.bis5k.metrics.file.Decimals;
import org.bis5k.metrics.file.JsonFields;
import org.bis5k.metrics.file.ScoreLine;
import org.bis5k.metrics.file.SheetText;

/** A table of scores as CSV and JSON in full precision. */
final class DataTable {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private DataTable() {}

  static String csv(ScoreTable table) {
    List<String> head =
        new ArrayList<>(
            List.of("dataset", "method", "profile", "images", "empty_truth", "full_truth"));
    table.columns().forEach(metric -> head.add(metric.label()));
    StringBuilder text = new StringBuilder(CsvText.line(head));
    ScoreGrid grid = table.grid();
    for (String dataset : grid.datasets()) {
      for (String method : grid.methods()) {
        Optional<ScoreLine> line = grid.line(dataset, method);
        List<String> cells = new ArrayList<>();
        cells.add(SheetText.cell(dataset));
        cells.add(SheetText.cell(method));
        cells.add(table.profile().label());
        cells.add(
            line.flatMap(ScoreLine::scores)
                .map(scores -> String.valueOf(scores.images().size()))
                .orElse(""));
        for (TruthKind kind : List.of(TruthKind.EMPTY, TruthKind.FULL)) {
          cells.add(line.map(known -> names(known, kind)).orElse(""));
        }
        for (Metric metric : table.columns()) {
          cells.add(line.map(known -> exact(known.value(metric))).orElse(""));
        }
        text.append(CsvText.line(cells));
      }
    }
    return text.toString();
  }

  private static String names(ScoreLine line, TruthKind kind) {
    return line.names(kind).stream().map(SheetText::cell).collect(Collectors.joining(";"));
  }

  private static String exact(OptionalDouble value) {
    return value.isPresent() ? Decimals.exact(value.getAsDouble()) : "";
  }

  static String json(ScoreTable table) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("profile", table.profile().label());
    ArrayNode results = root.putArray("results");
    ScoreGrid grid = table.grid();
    for (String dataset : grid.datasets()) {
      for (String method : grid.methods()) {
        grid.line(dataset, method)
            .ifPresent(line -> write(results.addObject(), line, table.columns()));
      }
    }
    try {
      return MAPPER.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of numbers and names could not be written", e);
    }
  }

  private static void write(ObjectNode node, ScoreLine line, List<Metric> columns) {
    node.put("dataset", line.dataset()).put("method", line.method());
    line.scores()
        .ifPresent(
            scores -> {
              node.put("images", scores.images().size());
              line.names(TruthKind.EMPTY).forEach(node.putArray("empty_truth")::add);
              line.names(TruthKind.FULL).forEach(node.putArray("full_truth")::add);
            });
    ObjectNode metrics = node.putObject("metrics");
    for (Metric metric : columns) {
      line.value(metric).ifPresent(value -> JsonFields.put(metrics, metric.label(), value));
    }
  }
}
