/** Figures as SVG, drawn from a small model of their own. */
package org.panelworks.figure;
