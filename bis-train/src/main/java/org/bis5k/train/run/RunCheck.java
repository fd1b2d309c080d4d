package org.bis5k.train.run;

/**
 * The result of one check of a run.
 *
 * @param subject what was checked
 * @param outcome the result
 * @param detail what was found, or why it was not checked
 */
public record RunCheck(String subject, Outcome outcome, String detail) {

  /** The result of a check. */
  public enum Outcome {
    /** As recorded. */
    RIGHT,
    /** Not as recorded. */
    WRONG,
    /** Nothing is recorded, or something that the check needs is missing. */
    NOT_CHECKED
  }

  static RunCheck right(String subject, String detail) {
    return new RunCheck(subject, Outcome.RIGHT, detail);
  }

  static RunCheck wrong(String subject, String detail) {
    return new RunCheck(subject, Outcome.WRONG, detail);
  }

  static RunCheck notChecked(String subject, String detail) {
    return new RunCheck(subject, Outcome.NOT_CHECKED, detail);
  }
}
