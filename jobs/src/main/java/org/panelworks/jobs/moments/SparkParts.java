package org.panelworks.jobs.moments;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.panelworks.jobs.runtime.Steps;
import org.panelworks.panel.HeldParts;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PartPass;

/**
 * Parts derived from blocks, cached by Spark, on disk where memory is short. Each pass is broadcast
 * with what it carries, and its statistics are merged in a tree.
 */
final class SparkParts<P extends Serializable> implements HeldParts<P> {
  private final JavaRDD<P> parts;
  private final String step;

  private SparkParts(JavaRDD<P> parts, String step) {
    this.parts = parts;
    this.step = step;
  }

  static <P extends Serializable> SparkParts<P> of(
      JavaRDD<PanelBlock> blocks, String step, HeldParts.PartOf<P> derive) {
    return new SparkParts<>(
        blocks.map(new Derive<>(derive)).persist(StorageLevel.MEMORY_AND_DISK()), step);
  }

  @Override
  public <A extends Serializable> A run(PartPass<P, A> pass) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(parts.context());
    Broadcast<PartPass<P, A>> sent = context.broadcast(pass);
    Steps.begin(context.sc(), step);
    try {
      return parts
          .mapPartitions(new AddParts<>(sent))
          .treeReduce(new MergeStatistics<>(sent), SparkBlocks.TREE_DEPTH);
    } finally {
      Steps.end(context.sc());
      sent.destroy();
    }
  }

  @Override
  public void close() {
    parts.unpersist();
  }

  private record Derive<P>(HeldParts.PartOf<P> derive) implements Function<PanelBlock, P> {
    @Override
    public P call(PanelBlock block) {
      return derive.of(block);
    }
  }

  private record AddParts<P, A extends Serializable>(Broadcast<PartPass<P, A>> pass)
      implements FlatMapFunction<Iterator<P>, A> {
    @Override
    public Iterator<A> call(Iterator<P> parts) {
      A statistic = pass.value().start();
      while (parts.hasNext()) {
        statistic = pass.value().add(statistic, parts.next());
      }
      return List.of(statistic).iterator();
    }
  }

  private record MergeStatistics<P, A extends Serializable>(Broadcast<PartPass<P, A>> pass)
      implements Function2<A, A, A> {
    @Override
    public A call(A left, A right) {
      return pass.value().merge(left, right);
    }
  }
}
