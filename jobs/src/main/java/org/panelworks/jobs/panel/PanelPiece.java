package org.panelworks.jobs.panel;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.panelworks.panel.PanelBlock;

/**
 * What a partition of the prepared panel holds: its blocks, and one piece with its tally.
 *
 * @param block a block, or null on the piece with the tally
 * @param tally the partition's tally, or null on a piece with a block
 */
record PanelPiece(@Nullable PanelBlock block, @Nullable PanelTally tally) implements Serializable {}
