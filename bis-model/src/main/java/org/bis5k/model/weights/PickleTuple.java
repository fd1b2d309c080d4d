package org.bis5k.model.weights;

import java.util.List;

/**
 * A Python tuple of inert values. It may contain itself: never hash, compare or print it deeply.
 */
record PickleTuple(List<Object> items) {}
