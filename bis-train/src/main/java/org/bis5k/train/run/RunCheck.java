package org.bis5k.train.run;

/**
 * One thing that was verified of a run.
 *
 * @param subject what was looked at
 * @param outcome how it was found
 * @param detail what was found, or why it was not checked
 */
public record RunCheck(String subject, Outcome outcome, String detail) {

  /** How a check came out. */
  public enum Outcome {
    /** As recorded. */
    RIGHT,
    /** Not as recorded. */
    WRONG,
    /** Nothing is recorded, or what it needs is not there. */
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
