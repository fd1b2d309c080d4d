/** JMH benchmarks, each with a baseline and a check of its answer. */
package org.bis5k.bench;
