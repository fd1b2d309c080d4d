package org.bis5k.model.graph;

/** The values that a tensor has in a new network. */
public enum InitialValues {
  /**
   * Normal with deviation sqrt(2 / (in x height x width)) for weights out x in x height x width (He
   * et al., <a href="https://doi.org/10.1109/ICCV.2015.123">doi:10.1109/ICCV.2015.123</a>).
   */
  KAIMING_FAN_IN,
  /** Normal with deviation sqrt(2 / (out x height x width)). */
  KAIMING_FAN_OUT,
  /** Uniform between plus and minus 1 / sqrt(last dimension). */
  UNIFORM,
  /** 1 everywhere. */
  ONE,
  /** 0 everywhere. */
  ZERO
}
