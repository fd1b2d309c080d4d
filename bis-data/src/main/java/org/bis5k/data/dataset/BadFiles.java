package org.bis5k.data.dataset;

/** The treatment of files of a data set that cannot be used. */
public enum BadFiles {

  /** Refuse the data set with one error that names them all. */
  FAIL,

  /** Leave them out; the data set says how many and why. */
  SKIP
}
