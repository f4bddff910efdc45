package org.panelworks.panel;

import java.io.Serializable;

/**
 * What was derived from each block of a panel, held where the blocks are until it is closed.
 *
 * @param <P> what was derived from each block
 */
public interface HeldParts<P> extends AutoCloseable {
  /** What is derived from one block. */
  interface PartOf<P> extends Serializable {
    P of(PanelBlock block);
  }

  /** Runs a pass over every part. */
  <A extends Serializable> A run(PartPass<P, A> pass);

  @Override
  void close();
}
