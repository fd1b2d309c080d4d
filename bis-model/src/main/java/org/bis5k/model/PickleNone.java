package org.bis5k.model;

/** Python's None. */
enum PickleNone {
  NONE
}
