package org.bis5k.train.predict;

/** What happens to predictions that exist already. */
public enum ExistingFiles {
  /** They are predicted again and replaced. */
  REPLACE,
  /** They are kept and their images are not predicted; an existing file is always whole. */
  KEEP
}
