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
import org.bis5k.metrics.Metric;
import org.bis5k.metrics.TruthKind;
import org.bis5k.metrics.file.CsvText;
import org.bis5k.metrics.file.Decimals;
import org.bis5k.metrics.file.RowJson;

/** A table of results for programs. */
final class ResultText {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ResultText() {}

  static String csv(ResultTable table) {
    List<String> head =
        new ArrayList<>(
            List.of("dataset", "method", "profile", "images", "empty_truth", "full_truth"));
    table.columns().forEach(metric -> head.add(metric.label()));
    StringBuilder text = new StringBuilder(CsvText.line(head));
    for (String dataset : table.datasets()) {
      for (String method : table.methods()) {
        Optional<ResultLine> line = table.line(dataset, method);
        List<String> cells = new ArrayList<>(List.of(dataset, method, table.profile().label()));
        cells.add(
            line.flatMap(ResultLine::scores)
                .map(scores -> String.valueOf(scores.images().size()))
                .orElse(""));
        for (TruthKind kind : List.of(TruthKind.EMPTY, TruthKind.FULL)) {
          cells.add(line.map(known -> String.join(";", known.names(kind))).orElse(""));
        }
        for (Metric metric : table.columns()) {
          cells.add(line.map(l -> l.values().get(metric)).map(Decimals::exact).orElse(""));
        }
        text.append(CsvText.line(cells));
      }
    }
    return text.toString();
  }

  static String json(ResultTable table) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("profile", table.profile().label());
    ArrayNode results = root.putArray("results");
    for (String dataset : table.datasets()) {
      for (String method : table.methods()) {
        table
            .line(dataset, method)
            .ifPresent(line -> write(results.addObject(), line, table.columns()));
      }
    }
    try {
      return MAPPER.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of numbers and names could not be written", e);
    }
  }

  private static void write(ObjectNode node, ResultLine line, List<Metric> columns) {
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
      if (line.values().containsKey(metric)) {
        RowJson.put(metrics, metric.label(), line.values().get(metric));
      }
    }
  }
}
