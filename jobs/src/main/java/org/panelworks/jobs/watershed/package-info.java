/** The job {@code watershed}: concentrations, loads and storm events of a daily record. */
package org.panelworks.jobs.watershed;
