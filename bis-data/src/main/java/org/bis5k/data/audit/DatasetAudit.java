package org.bis5k.data.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.bis5k.data.InvalidInputException;
import org.bis5k.data.OrderedWork;
import org.bis5k.data.dataset.AuditFinding;
import org.bis5k.data.dataset.AuditFinding.Kind;
import org.bis5k.data.dataset.DataPart;
import org.bis5k.data.dataset.ImageMaskPair;
import org.bis5k.data.dataset.PairList;

/**
 * Finds what makes scores on a data set unreliable: files that cannot be used, masks and images of
 * the wrong kind, and pictures that occur twice, in particular in both training and test data.
 * Reads every file once, and again those that look alike; keeps some 200 bytes per image.
 */
public final class DatasetAudit {

  /** Pairs of BIS5k as published. */
  private static final Map<String, Integer> PUBLISHED =
      Map.of("formal_train", 5000, "formal_test", 929);

  private final AuditOptions options;
  private final List<DataPart> parts;
  private final AtomicInteger decoded = new AtomicInteger();
  private final List<AuditFinding> findings = new ArrayList<>();

  private DatasetAudit(List<DataPart> parts, AuditOptions options) {
    this.parts = parts;
    this.options = options;
  }

  /**
   * Audits data sets, and what they share.
   *
   * @param roots each a folder with {@code images} and {@code masks}, one with {@code formal_train}
   *     and {@code formal_test} (two parts), or a {@linkplain PairList list file}
   * @param options how to audit
   * @return what was found
   * @throws InvalidInputException if a root cannot be read, two parts have one name, or numbers are
   *     expected of another number of parts
   */
  public static AuditReport run(List<Path> roots, AuditOptions options) {
    List<DataPart> parts = roots.stream().flatMap(root -> DataPart.openAll(root).stream()).toList();
    Set<String> names = new HashSet<>();
    for (DataPart part : parts) {
      if (!names.add(part.name())) {
        throw new InvalidInputException(
            "Two parts are called " + part.name() + "; rename one of the folders or lists");
      }
    }
    int expected = options.expectedPairs().size();
    if (expected > 0 && expected != parts.size()) {
      throw new InvalidInputException(
          "Expected numbers of pairs: %d; found %d parts: %s"
              .formatted(expected, parts.size(), names));
    }
    return new DatasetAudit(parts, options).run();
  }

  private AuditReport run() {
    List<PartStatistics> statistics = new ArrayList<>();
    List<InspectedImage> images = new ArrayList<>();
    List<DataPart> partOf = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      DataPart part = parts.get(i);
      List<InspectedImage> own = inspect(part);
      count(part, i, own.size());
      statistics.add(PartStatistics.of(part, own));
      for (InspectedImage image : own) {
        images.add(image);
        partOf.add(part);
      }
    }
    List<DuplicatePair> duplicates = new ArrayList<>();
    DuplicateSearch search = new DuplicateSearch(images, options.threads(), options.pixelLimit());
    for (DuplicateSearch.Match match : search.matches()) {
      duplicates.add(
          new DuplicatePair(
              partOf.get(match.first()).name(),
              images.get(match.first()).file(),
              partOf.get(match.second()).name(),
              images.get(match.second()).file(),
              match.relation()));
    }
    return new AuditReport(statistics, findings, duplicates);
  }

  private List<InspectedImage> inspect(DataPart part) {
    findings.addAll(part.pairing().problems());
    List<InspectedImage> images = new ArrayList<>();
    for (PairInspection inspection :
        OrderedWork.map(part.pairing().pairs(), options.threads(), this::inspect)) {
      findings.addAll(inspection.findings());
      inspection.image().ifPresent(images::add);
    }
    return images;
  }

  private PairInspection inspect(ImageMaskPair pair) {
    PairInspection inspection = PairInspection.of(pair, options.pixelLimit());
    options.progress().accept(decoded.incrementAndGet());
    return inspection;
  }

  private void count(DataPart part, int index, int found) {
    List<Integer> expected = options.expectedPairs();
    Integer published = PUBLISHED.get(part.name());
    if (!expected.isEmpty() && expected.get(index) != found) {
      findings.add(
          AuditFinding.in(
              Kind.COUNT,
              part.root(),
              "expected " + expected.get(index) + " usable pairs; found " + found));
    } else if (expected.isEmpty() && published != null && published != found) {
      findings.add(
          AuditFinding.in(
              Kind.PUBLISHED_COUNT,
              part.root(),
              "BIS5k was published with " + published + " pairs; found " + found));
    }
  }
}
