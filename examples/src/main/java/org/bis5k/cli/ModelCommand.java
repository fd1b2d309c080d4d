package org.bis5k.cli;

import picocli.CommandLine.Command;

/** The group of the {@code model} commands. */
@Command(
    name = "model",
    description = "Describe the network.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class ModelCommand {}
