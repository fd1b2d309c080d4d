/** Run configurations, losses, the training loop, checkpoints and the test protocol. */
package org.bis5k.train;
