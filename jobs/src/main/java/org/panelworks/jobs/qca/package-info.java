/** The {@code fsqca} job: qualitative comparative analysis of a small table of cases. */
package org.panelworks.jobs.qca;
