/** The job {@code regress}: a study's regression tables. */
package org.panelworks.jobs.regress;
