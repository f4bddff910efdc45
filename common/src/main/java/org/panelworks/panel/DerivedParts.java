package org.panelworks.panel;

import java.io.Serializable;

/** Parts that are derived from the blocks each time they are asked for. */
record DerivedParts<P>(PanelBlocks blocks, String step, HeldParts.PartOf<P> derive)
    implements HeldParts<P> {
  @Override
  public <A extends Serializable> A run(PartPass<P, A> pass) {
    return blocks.run(step, new OfBlocks<>(derive, pass));
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  private record OfBlocks<P, A extends Serializable>(
      HeldParts.PartOf<P> derive, PartPass<P, A> pass) implements Pass<A> {
    private static final long serialVersionUID = 1L;

    @Override
    public A start() {
      return pass.start();
    }

    @Override
    public A add(A into, PanelBlock block) {
      return pass.add(into, derive.of(block));
    }

    @Override
    public A merge(A left, A right) {
      return pass.merge(left, right);
    }
  }
}
