/** The bis command and one small main per task. */
package org.bis5k.examples;
