/** The job {@code kano}: categories of quality from paired questions. */
package org.panelworks.jobs.kano;
