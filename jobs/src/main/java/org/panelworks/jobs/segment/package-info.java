/** The job {@code segment}: k-means segments of rows. */
package org.panelworks.jobs.segment;
