package org.panelworks.regression;

import java.io.Serializable;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.panel.PanelSchema;
import org.panelworks.panel.Pass;

/** Blocks that must not be read. */
record UnreadableBlocks(PanelSchema schema) implements PanelBlocks {
  @Override
  public boolean hasUnit() {
    return !schema.unit().isEmpty();
  }

  @Override
  public <A extends Serializable> A run(String step, Pass<A> pass) {
    throw new AssertionError("the blocks were read: " + step);
  }
}
