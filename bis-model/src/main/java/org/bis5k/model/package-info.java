/**
 * BCSNet as a DL4J computation graph of its own layers and vertices, its weight files, and
 * inference.
 */
package org.bis5k.model;
