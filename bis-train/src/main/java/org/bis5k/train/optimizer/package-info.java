/**
 * The optimizer and its learning-rate schedule, for training loops. API: {@code Adam}, {@code
 * AdamOptions} and {@code PolySchedule}.
 */
package org.bis5k.train.optimizer;
