/** The job {@code underwrite}: which losses an insurer can cover, and at what premium. */
package org.panelworks.jobs.underwrite;
