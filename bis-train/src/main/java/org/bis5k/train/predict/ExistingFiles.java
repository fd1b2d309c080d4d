package org.bis5k.train.predict;

/** What becomes of predictions that are there already. */
public enum ExistingFiles {
  /** They are made again and replaced. */
  REPLACE,
  /** They stay and their images are passed over; a file that is there is whole. */
  KEEP
}
