package org.panelworks.panel;

import java.io.Serializable;

/**
 * One pass over the blocks of a panel: a mergeable statistic. The same pass runs in a plain loop
 * and as a distributed tree aggregation, so a method is written once.
 *
 * @param <A> the statistic
 */
public interface Pass<A extends Serializable> extends Serializable {
  /** An empty statistic. */
  A start();

  /** Adds a block; returns the statistic, which may be {@code into} itself. */
  A add(A into, PanelBlock block);

  /** Merges two statistics; either may be changed and returned. */
  A merge(A left, A right);
}
