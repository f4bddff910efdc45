/** Qualitative comparative analysis: calibration, necessity, truth tables, exact minimisation. */
package org.panelworks.qca;
