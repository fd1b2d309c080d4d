package org.bis5k.architecture.planted.examples;

import org.bis5k.architecture.planted.cli.Command;

/** Uses the command. */
public final class Example {

  Command command;
}
