/** The job {@code grey}: grey forecasts of short series. */
package org.panelworks.jobs.grey;
