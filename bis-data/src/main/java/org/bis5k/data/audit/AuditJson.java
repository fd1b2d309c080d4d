package org.bis5k.data.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import org.bis5k.data.AtomicFile;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.dataset.AuditFinding;

/**
 * An audit as JSON: {@code {"sound", "parts": [{"name", "pairs", "sizes": {"512x512": n}, "masks":
 * {"empty", "full", "not_binary"}, "foreground", "haematoxylin", "eosin"}], "findings": [{"kind",
 * "wrong", "file", "text"}], "duplicates": [{"leak", "first_part", "first", "second_part",
 * "second", "relation", "orientation", "same_pixels", "correlation", "brighter"}]}}. The three
 * distributions are {@code {"low", "high", "counts": […], "smallest", "median", "mean",
 * "largest"}}, null where there are no images.
 */
public final class AuditJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private AuditJson() {}

  /**
   * Writes a report, as a whole or not at all.
   *
   * @param file the file, replaced if it exists; its folder must exist
   * @param report what to write
   * @throws InvalidInputException if the file cannot be written
   */
  public static void write(Path file, AuditReport report) {
    ObjectNode root = tree(report);
    AtomicFile.write(file, out -> out.write(MAPPER.writeValueAsBytes(root)));
  }

  static ObjectNode tree(AuditReport report) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("sound", report.isSound());
    var parts = root.putArray("parts");
    report.parts().forEach(part -> put(parts.addObject(), part));
    var findings = root.putArray("findings");
    for (AuditFinding finding : report.findings()) {
      findings
          .addObject()
          .put("kind", key(finding.kind()))
          .put("wrong", finding.kind().isWrong())
          .put("file", finding.file().toString())
          .put("text", finding.text());
    }
    var duplicates = root.putArray("duplicates");
    report.duplicates().forEach(pair -> put(duplicates.addObject(), pair));
    return root;
  }

  private static void put(ObjectNode node, PartStatistics part) {
    node.put("name", part.name()).put("pairs", part.pairs());
    ObjectNode sizes = node.putObject("sizes");
    part.sizes().forEach(sizes::put);
    node.putObject("masks")
        .put("empty", part.masks().empty())
        .put("full", part.masks().full())
        .put("not_binary", part.masks().notBinary());
    put(node.putObject("foreground"), part.foreground());
    put(node.putObject("haematoxylin"), part.hematoxylin());
    put(node.putObject("eosin"), part.eosin());
  }

  private static void put(ObjectNode node, Histogram histogram) {
    node.put("low", histogram.low()).put("high", histogram.high());
    var counts = node.putArray("counts");
    for (int bin = 0; bin < histogram.bins(); bin++) {
      counts.add(histogram.count(bin));
    }
    number(node, "smallest", histogram.smallest());
    number(node, "median", histogram.median());
    number(node, "mean", histogram.mean());
    number(node, "largest", histogram.largest());
  }

  private static void put(ObjectNode node, DuplicatePair pair) {
    node.put("leak", pair.isLeak())
        .put("first_part", pair.firstPart())
        .put("first", pair.first().toString())
        .put("second_part", pair.secondPart())
        .put("second", pair.second().toString())
        .put("relation", pair.relation().words())
        .put("orientation", key(pair.relation().orientation()))
        .put("same_pixels", pair.relation().samePixels())
        .put("correlation", pair.relation().correlation())
        .put("brighter", pair.relation().brighter());
  }

  private static void number(ObjectNode node, String name, double value) {
    node.put(name, Double.isNaN(value) ? null : (Double) value);
  }

  private static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
