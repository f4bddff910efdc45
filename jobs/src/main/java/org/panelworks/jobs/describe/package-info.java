/** The {@code describe} job: descriptive statistics, correlations, variance inflation. */
package org.panelworks.jobs.describe;
