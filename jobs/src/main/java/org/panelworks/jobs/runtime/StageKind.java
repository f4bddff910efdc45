package org.panelworks.jobs.runtime;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.storage.BlockUpdatedInfo;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.RDDInfo;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Tells whether a Spark stage read the input's files or blocks that Spark held. The lineage of a
 * stage over held blocks goes back to the files too; what tells them apart is whether the stage
 * filled blocks that were not there before.
 */
final class StageKind {
  /** How Spark calls what reads files, and what reads from a connector. */
  private static final Set<String> SOURCES =
      Set.of("FileScanRDD", "DataSourceRDD", "HadoopRDD", "NewHadoopRDD");

  private final Map<Integer, Set<Integer>> stored = new HashMap<>();
  private final Map<Integer, Integer> filled = new HashMap<>();
  private final Map<Integer, Integer> filledBefore = new HashMap<>();

  /** What a stage read. */
  enum Reads {
    /** The input's files. */
    FILES,
    /** Blocks that Spark holds. */
    HELD,
    /** Neither: a shuffle's output, or something made on the driver. */
    OTHER
  }

  /** Takes note of a block that was stored, moved to disk or removed. */
  void update(BlockUpdatedInfo info) {
    if (info.blockId() instanceof RDDBlockId block) {
      Set<Integer> held = stored.computeIfAbsent(block.rddId(), id -> new HashSet<>());
      if (!info.storageLevel().isValid()) {
        held.remove(block.splitIndex());
      } else if (held.add(block.splitIndex())) {
        filled.merge(block.rddId(), 1, Integer::sum);
      }
    }
  }

  /** Takes note that a stage begins. */
  void begin(StageInfo stage) {
    filledBefore.putIfAbsent(stage.stageId(), filledOf(persisted(stage)));
  }

  /** What a stage read, when it has ended. */
  Reads end(StageInfo stage) {
    List<RDDInfo> persisted = persisted(stage);
    boolean fills = filledOf(persisted) > filledBefore.getOrDefault(stage.stageId(), 0);
    if (!persisted.isEmpty() && !fills) {
      return Reads.HELD;
    }
    return rdds(stage).stream().anyMatch(rdd -> SOURCES.contains(rdd.name()))
        ? Reads.FILES
        : Reads.OTHER;
  }

  private int filledOf(List<RDDInfo> persisted) {
    return persisted.stream().mapToInt(rdd -> filled.getOrDefault(rdd.id(), 0)).sum();
  }

  private static List<RDDInfo> persisted(StageInfo stage) {
    return rdds(stage).stream().filter(rdd -> rdd.storageLevel().isValid()).toList();
  }

  private static List<RDDInfo> rdds(StageInfo stage) {
    return CollectionConverters.asJava(stage.rddInfos());
  }
}
