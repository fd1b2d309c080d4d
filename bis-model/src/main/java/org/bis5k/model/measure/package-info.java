/** Time and speed of layers and passes, for benchmarks. */
package org.bis5k.model.measure;
