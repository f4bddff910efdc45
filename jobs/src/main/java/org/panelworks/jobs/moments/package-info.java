/** Passes over a panel's blocks where Spark holds them. */
package org.panelworks.jobs.moments;
