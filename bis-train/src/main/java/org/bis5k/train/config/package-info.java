/**
 * The configuration file of a run as records. API: {@code RunConfig} and the records that it holds.
 */
package org.bis5k.train.config;
