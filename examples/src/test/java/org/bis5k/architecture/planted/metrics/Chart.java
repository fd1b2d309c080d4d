package org.bis5k.architecture.planted.metrics;

import java.awt.Color;
import org.bis5k.architecture.planted.cli.Command;

/** Public and open, uses AWT and the command. */
public class Chart {

  Color colour;
  Command command;
}
