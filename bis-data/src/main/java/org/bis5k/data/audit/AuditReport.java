package org.bis5k.data.audit;

import java.util.List;
import org.bis5k.data.dataset.AuditFinding;

/**
 * The result of an audit.
 *
 * @param parts what each part holds, in the order of the parts
 * @param findings problems and notes about files, part by part
 * @param duplicates files of one picture; of several equal ones each is paired with the first
 */
public record AuditReport(
    List<PartStatistics> parts, List<AuditFinding> findings, List<DuplicatePair> duplicates) {

  /**
   * Copies all lists.
   *
   * @param parts what each part holds
   * @param findings what is odd about files
   * @param duplicates files of one picture
   */
  public AuditReport {
    parts = List.copyOf(parts);
    findings = List.copyOf(findings);
    duplicates = List.copyOf(duplicates);
  }

  /**
   * Findings that need correction.
   *
   * @return in the order of the findings
   */
  public List<AuditFinding> problems() {
    return findings.stream().filter(finding -> finding.kind().isWrong()).toList();
  }

  /**
   * Findings that may be intended.
   *
   * @return in the order of the findings
   */
  public List<AuditFinding> notes() {
    return findings.stream().filter(finding -> !finding.kind().isWrong()).toList();
  }

  /**
   * The leakage: duplicates that lie in different parts.
   *
   * @return in the order of the duplicates
   */
  public List<DuplicatePair> leaks() {
    return duplicates.stream().filter(DuplicatePair::isLeak).toList();
  }

  /**
   * Whether the data can be used as it is.
   *
   * @return true if there is neither a problem nor a duplicate; notes do not count
   */
  public boolean isSound() {
    return problems().isEmpty() && duplicates.isEmpty();
  }
}
