package org.panelworks.panel;

import java.io.Serializable;
import java.util.List;

/** Blocks held in this JVM: the plain path. */
public final class InMemoryBlocks implements PanelBlocks {
  private final PanelSchema schema;
  private final boolean hasUnit;
  private final List<PanelBlock> blocks;

  private InMemoryBlocks(PanelSchema schema, boolean hasUnit, List<PanelBlock> blocks) {
    this.schema = schema;
    this.hasUnit = hasUnit;
    this.blocks = blocks;
  }

  /** Blocks of one panel, all of the same schema. */
  public static InMemoryBlocks of(PanelSchema schema, boolean hasUnit, List<PanelBlock> blocks) {
    for (PanelBlock block : blocks) {
      if (!block.schema().equals(schema)) {
        throw new IllegalArgumentException("the blocks of a panel must share its schema");
      }
    }
    return new InMemoryBlocks(schema, hasUnit, List.copyOf(blocks));
  }

  @Override
  public PanelSchema schema() {
    return schema;
  }

  @Override
  public boolean hasUnit() {
    return hasUnit;
  }

  @Override
  public <A extends Serializable> A run(String step, Pass<A> pass) {
    A statistic = pass.start();
    for (PanelBlock block : blocks) {
      statistic = pass.add(statistic, block);
    }
    return statistic;
  }

  @Override
  public <P extends Serializable> HeldParts<P> hold(String step, HeldParts.PartOf<P> derive) {
    return new ListedParts<>(blocks.stream().map(derive::of).toList());
  }

  private record ListedParts<P>(List<P> parts) implements HeldParts<P> {
    @Override
    public <A extends Serializable> A run(PartPass<P, A> pass) {
      A statistic = pass.start();
      for (P part : parts) {
        statistic = pass.add(statistic, part);
      }
      return statistic;
    }

    @Override
    public void close() {
      // Nothing is held beyond this object.
    }
  }
}
