/** The job simulate: a study's panel, drawn from a declared process. */
package org.panelworks.jobs.simulate;
