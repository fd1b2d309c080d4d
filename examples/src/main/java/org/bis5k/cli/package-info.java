/**
 * The {@code bis} command: one class per subcommand, which reads options, calls the library and
 * prints. Start it by {@link org.bis5k.cli.Bis#main}; nothing else here is meant for other
 * programs.
 */
package org.bis5k.cli;
