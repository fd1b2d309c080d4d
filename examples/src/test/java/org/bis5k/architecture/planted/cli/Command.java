package org.bis5k.architecture.planted.cli;

import org.bis5k.architecture.planted.examples.Example;

/** Uses an example. */
public final class Command {

  Example example;
}
