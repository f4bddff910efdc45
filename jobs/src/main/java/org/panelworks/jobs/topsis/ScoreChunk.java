package org.panelworks.jobs.topsis;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.panelworks.panel.RawArrays;
import org.panelworks.topsis.RankRanges;

/**
 * Scores of one group and range that come from one partition. It travels without the bytes that all
 * scores and ranks of a range share.
 *
 * @param ranks of the entries, none on the way out
 */
record ScoreChunk(
    int group, int range, int partition, RankRanges.Entries entries, RankRanges.Ranks ranks)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final RankRanges.Ranks NO_RANKS = new RankRanges.Ranks(new long[0]);

  ScoreChunk(int group, int range, int partition, RankRanges.Entries entries) {
    this(group, range, partition, entries, NO_RANKS);
  }

  /** On the way back nobody asks how many rows an entry has. */
  ScoreChunk ranked(RankRanges.Ranks found) {
    RankRanges.Entries bare = new RankRanges.Entries(entries.packed(), new int[0]);
    return new ScoreChunk(group, range, partition, bare, found);
  }

  private Object writeReplace() {
    return new Stored(this);
  }

  static final class Stored implements Externalizable {
    private static final long serialVersionUID = 1L;

    private @Nullable ScoreChunk chunk;

    Stored(ScoreChunk chunk) {
      this.chunk = chunk;
    }

    /** For deserialization. */
    public Stored() {}

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      ScoreChunk from = Objects.requireNonNull(chunk);
      out.writeInt(from.group);
      out.writeInt(from.range);
      out.writeInt(from.partition);
      RawArrays.writePlanes(out, from.entries.packed());
      RawArrays.writeInts(out, from.entries.rows());
      RawArrays.writePlanes(out, from.ranks.packed());
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
      int group = in.readInt();
      int range = in.readInt();
      int partition = in.readInt();
      RankRanges.Entries entries =
          new RankRanges.Entries(RawArrays.readPlanes(in), RawArrays.readInts(in));
      chunk =
          new ScoreChunk(
              group, range, partition, entries, new RankRanges.Ranks(RawArrays.readPlanes(in)));
    }

    private Object readResolve() {
      return Objects.requireNonNull(chunk);
    }
  }
}
