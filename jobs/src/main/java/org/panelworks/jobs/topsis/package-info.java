/** The {@code topsis} job: weights, closeness to the ideal, obstacle degrees, ranks. */
package org.panelworks.jobs.topsis;
