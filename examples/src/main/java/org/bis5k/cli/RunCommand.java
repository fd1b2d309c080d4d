package org.bis5k.cli;

import picocli.CommandLine.Command;

/** The group of the {@code run} commands. */
@Command(
    name = "run",
    description = "Look at the folder of a training.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class RunCommand {}
