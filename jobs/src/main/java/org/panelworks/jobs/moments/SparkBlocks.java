package org.panelworks.jobs.moments;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function2;
import org.panelworks.jobs.runtime.Steps;
import org.panelworks.panel.HeldParts;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.panel.PanelSchema;
import org.panelworks.panel.Pass;

/**
 * Blocks held by Spark. A pass is one job: each partition adds its blocks to a statistic of its
 * own, and the statistics are merged in a tree, so that the driver never merges more than a few.
 */
public final class SparkBlocks implements PanelBlocks {
  static final int TREE_DEPTH = 2;

  private final PanelSchema schema;
  private final boolean hasUnit;
  private final JavaRDD<PanelBlock> blocks;

  private SparkBlocks(PanelSchema schema, boolean hasUnit, JavaRDD<PanelBlock> blocks) {
    this.schema = schema;
    this.hasUnit = hasUnit;
    this.blocks = blocks;
  }

  /**
   * Blocks of one panel, all of the same schema.
   *
   * @param blocks at least one partition; cached by whoever made them, if at all
   */
  public static SparkBlocks of(PanelSchema schema, boolean hasUnit, JavaRDD<PanelBlock> blocks) {
    if (blocks.getNumPartitions() == 0) {
      throw new IllegalArgumentException("the blocks of a panel need at least one partition");
    }
    return new SparkBlocks(schema, hasUnit, blocks);
  }

  @Override
  public PanelSchema schema() {
    return schema;
  }

  @Override
  public boolean hasUnit() {
    return hasUnit;
  }

  /** The blocks themselves, for what MLlib does. */
  public JavaRDD<PanelBlock> rdd() {
    return blocks;
  }

  @Override
  public <A extends Serializable> A run(String step, Pass<A> pass) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(blocks.context());
    Steps.begin(context.sc(), step);
    try {
      return blocks.mapPartitions(new AddBlocks<>(pass)).treeReduce(new Merge<>(pass), TREE_DEPTH);
    } finally {
      Steps.end(context.sc());
    }
  }

  @Override
  public <P extends Serializable> HeldParts<P> hold(String step, HeldParts.PartOf<P> derive) {
    return SparkParts.of(blocks, step, derive);
  }

  private record AddBlocks<A extends Serializable>(Pass<A> pass)
      implements FlatMapFunction<Iterator<PanelBlock>, A> {
    @Override
    public Iterator<A> call(Iterator<PanelBlock> blocks) {
      A statistic = pass.start();
      while (blocks.hasNext()) {
        statistic = pass.add(statistic, blocks.next());
      }
      return List.of(statistic).iterator();
    }
  }

  private record Merge<A extends Serializable>(Pass<A> pass) implements Function2<A, A, A> {
    @Override
    public A call(A left, A right) {
      return pass.merge(left, right);
    }
  }
}
