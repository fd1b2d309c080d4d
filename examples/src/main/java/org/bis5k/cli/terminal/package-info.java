/**
 * What commands share with the person at the terminal: streams, progress, interruption, and the
 * conversion of command-line values. Internal to the {@code bis} command.
 */
package org.bis5k.cli.terminal;
