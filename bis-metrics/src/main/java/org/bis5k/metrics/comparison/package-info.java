/**
 * Bootstrap intervals and paired tests between methods. API: {@code Bootstrap}, {@code
 * MethodComparison}.
 */
package org.bis5k.metrics.comparison;
