/** Exact quantiles, descriptive statistics, correlations and variance inflation. */
package org.panelworks.stats;
