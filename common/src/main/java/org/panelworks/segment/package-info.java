/** Segmentation: scaled attributes, and what describes a partition of rows into clusters. */
package org.panelworks.segment;
