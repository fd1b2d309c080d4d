package org.bis5k.model.weights;

/** Python's None. */
enum PickleNone {
  NONE
}
