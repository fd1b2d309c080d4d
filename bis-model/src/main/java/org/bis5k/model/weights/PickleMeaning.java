package org.bis5k.model.weights;

/** What the few names and calls of a pickle stand for; an unknown one is refused by throwing. */
interface PickleMeaning {

  /** The inert value of a global name. */
  Object global(PickleGlobal name);

  /** The inert value of "calling" a global. */
  Object call(Object global, PickleTuple arguments);

  /** The inert value of an object that lies outside the pickle. */
  Object persistent(Object id);
}
