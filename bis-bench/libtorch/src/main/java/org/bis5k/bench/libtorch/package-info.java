/** The same layers in libtorch, in a process of their own. */
package org.bis5k.bench.libtorch;
