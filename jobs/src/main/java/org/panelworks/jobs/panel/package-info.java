/** From a study's panel section to blocks: loading, derived columns, sample steps, winsorizing. */
package org.panelworks.jobs.panel;
