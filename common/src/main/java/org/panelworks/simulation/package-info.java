/** Panels drawn from declared processes, whose true coefficients are known. */
package org.panelworks.simulation;
