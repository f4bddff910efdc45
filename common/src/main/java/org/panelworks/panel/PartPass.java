package org.panelworks.panel;

import java.io.Serializable;

/**
 * One pass over parts that were derived from a panel's blocks: a mergeable statistic.
 *
 * @param <P> what was derived from each block
 * @param <A> the statistic
 */
public interface PartPass<P, A extends Serializable> extends Serializable {
  /** An empty statistic. */
  A start();

  /** Adds a part; returns the statistic, which may be {@code into} itself. */
  A add(A into, P part);

  /** Merges two statistics; either may be changed and returned. */
  A merge(A left, A right);
}
