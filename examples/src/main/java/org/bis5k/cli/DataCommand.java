package org.bis5k.cli;

import picocli.CommandLine.Command;

/** The group of the {@code data} commands. */
@Command(
    name = "data",
    description = "Check or divide a data set, or make a synthetic one.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class DataCommand {}
