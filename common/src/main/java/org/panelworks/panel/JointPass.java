package org.panelworks.panel;

import java.io.Serializable;

/**
 * Two passes made as one, so that the blocks are read once.
 *
 * @param first one pass
 * @param second the other
 * @param <A> the statistic of the first
 * @param <B> the statistic of the second
 */
public record JointPass<A extends Serializable, B extends Serializable>(
    Pass<A> first, Pass<B> second) implements Pass<JointPass.Both<A, B>> {
  private static final long serialVersionUID = 1L;

  /** The statistics of two passes. */
  public record Both<A extends Serializable, B extends Serializable>(A first, B second)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public Both<A, B> start() {
    return new Both<>(first.start(), second.start());
  }

  @Override
  public Both<A, B> add(Both<A, B> into, PanelBlock block) {
    return new Both<>(first.add(into.first(), block), second.add(into.second(), block));
  }

  @Override
  public Both<A, B> merge(Both<A, B> left, Both<A, B> right) {
    return new Both<>(
        first.merge(left.first(), right.first()), second.merge(left.second(), right.second()));
  }
}
