package org.panelworks.regression;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.panel.PanelSchema;
import org.panelworks.panel.Pass;

/**
 * Blocks that treat a pass as a cluster does: each task has its own copy of the pass and of the
 * zero, partial results travel as bytes, some tasks see no block, and merges come in random order.
 */
public final class SerialisingBlocks implements PanelBlocks {
  private final PanelSchema schema;
  private final List<PanelBlock> blocks;
  private final Random random;

  public SerialisingBlocks(PanelSchema schema, List<PanelBlock> blocks, long seed) {
    this.schema = schema;
    this.blocks = blocks;
    this.random = new Random(seed);
  }

  @Override
  public PanelSchema schema() {
    return schema;
  }

  @Override
  public boolean hasUnit() {
    return !schema.unit().isEmpty();
  }

  @Override
  public <A extends Serializable> A run(String step, Pass<A> pass) {
    A zero = copy(pass).start();
    List<A> partials = new ArrayList<>();
    partials.add(copy(zero));
    int block = 0;
    while (block < blocks.size()) {
      Pass<A> task = copy(pass);
      A partial = copy(zero);
      int until = Math.min(blocks.size(), block + 1 + random.nextInt(2));
      while (block < until) {
        // Halfway through a task the partial result may be written out and read again.
        partial = copy(task.add(partial, copy(blocks.get(block++))));
      }
      partials.add(partial);
    }
    while (partials.size() > 1) {
      A left = partials.remove(random.nextInt(partials.size()));
      A right = partials.remove(random.nextInt(partials.size()));
      partials.add(copy(copy(pass).merge(copy(left), copy(right))));
    }
    return partials.get(0);
  }

  @SuppressWarnings({"unchecked", "BanSerializableRead"})
  private static <T extends Serializable> T copy(T original) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(original);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        return (T) in.readObject();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
