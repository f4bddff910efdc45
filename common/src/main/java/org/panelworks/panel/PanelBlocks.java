package org.panelworks.panel;

import java.io.Serializable;

/** The blocks of a panel, wherever they are held. */
public interface PanelBlocks {
  PanelSchema schema();

  /** Whether the panel has a unit, so that each unit's rows stand together in one block. */
  boolean hasUnit();

  /**
   * Runs a pass over every block.
   *
   * @param step what the pass does, in words a person reads in a progress line
   */
  <A extends Serializable> A run(String step, Pass<A> pass);

  /**
   * Derives a part from each block, to be gone over many times. Where the parts cannot be held they
   * are derived again for each pass.
   *
   * @param step what the parts are for, in words a person reads in a progress line
   */
  default <P extends Serializable> HeldParts<P> hold(String step, HeldParts.PartOf<P> derive) {
    return new DerivedParts<>(this, step, derive);
  }
}
