/**
 * One small program per task, each a {@code main} over a {@code run} method. They use the library
 * alone, so that they can be copied into other projects.
 */
package org.bis5k.examples;
