package org.panelworks.jobs.panel;

import org.panelworks.panel.PanelBlocks;

/**
 * The study's panel after derive, drop, require and winsorize.
 *
 * @param blocks every row of the sample (and, where lags are taken before drop, the dropped rows,
 *     marked), with the columns that {@link PanelNeeds} named
 */
public record PreparedPanel(PanelBlocks blocks) {}
