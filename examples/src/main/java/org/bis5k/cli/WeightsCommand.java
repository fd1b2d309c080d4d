package org.bis5k.cli;

import picocli.CommandLine.Command;

/** The group of the {@code weights} commands. */
@Command(
    name = "weights",
    description = "Look at weight files, convert and export them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class WeightsCommand {}
