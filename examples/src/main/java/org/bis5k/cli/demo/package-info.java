/**
 * {@code bis demo}: synthetic tissue, training, test, scores and pictures in one go. Internal to
 * the {@code bis} command.
 */
package org.bis5k.cli.demo;
