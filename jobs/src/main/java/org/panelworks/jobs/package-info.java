/** The entry point and the list of all jobs. */
package org.panelworks.jobs;
