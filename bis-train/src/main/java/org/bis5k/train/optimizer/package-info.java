/** The optimizer and its learning-rate schedule. API: {@code Adam}, {@code PolySchedule}. */
package org.bis5k.train.optimizer;
