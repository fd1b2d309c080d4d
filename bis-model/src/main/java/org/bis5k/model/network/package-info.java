/** The blocks of BCSNet and the graph that joins them. API: {@code BcsNetOptions}. */
package org.bis5k.model.network;
