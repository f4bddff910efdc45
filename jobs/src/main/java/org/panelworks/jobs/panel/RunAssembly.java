package org.panelworks.jobs.panel;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Turns the rows of one task into blocks as they pass, where the rows of a unit follow one another.
 * Of a file that is read in parts, the first and the last unit of each part may have rows in
 * another one: they become edges, which are brought together afterwards.
 */
final class RunAssembly implements Iterator<PanelPiece> {
  private static final int BLOCK_ROWS = 1 << 13;

  private final BlockLayout layout;
  private final Iterator<FileBatch> rows;
  private final RowReader reader;
  private final PanelTally tally;
  private final RowBatch whole;
  private final RowBatch edges;
  private final ArrayDeque<PanelPiece> ready = new ArrayDeque<>();
  private boolean inRun;
  private long unit;

  /** Where the open run begins in {@link #whole}; not used where it is an edge. */
  private int runFrom;

  private boolean runIsEdge;
  private FilePart part = FilePart.NONE;
  private long[] hashes = {};
  private int hashed;
  private boolean ended;

  /** Assembles rows. */
  RunAssembly(BlockLayout layout, Iterator<FileBatch> rows) {
    this.layout = layout;
    this.rows = rows;
    this.reader = new RowReader(layout.rows());
    this.tally = new PanelTally(layout.rows());
    this.whole = new RowBatch(layout.rows(), Integer.MAX_VALUE, true);
    this.edges = new RowBatch(layout.rows(), Integer.MAX_VALUE, false);
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && rows.hasNext()) {
      add(rows.next());
    }
    if (ready.isEmpty() && !ended) {
      ended = true;
      end();
    }
    return !ready.isEmpty();
  }

  @Override
  public PanelPiece next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.removeFirst();
  }

  private void add(FileBatch batch) {
    reader.open(batch.columns());
    if (!batch.part().equals(part)) {
      part = batch.part();
      cut();
    }
    int from = 0;
    if (reader.rows() > 0 && !inRun) {
      inRun = true;
      unit = reader.unit(0);
    }
    if (runIsEdge) {
      from = addToEdge();
    }
    addRuns(from);
    if (reader.hasTooManyCodes()) {
      cut();
      emitWhole();
      emitEdges();
      reader.startBooks();
    } else if (whole.rows() + batch.columns().numRows() > BLOCK_ROWS) {
      emitWhole();
    }
    if (edges.rows() >= BLOCK_ROWS) {
      emitEdges();
    }
  }

  /** Ends the open run, which may go on in another part of the file, and makes the next an edge. */
  private void cut() {
    if (inRun && !runIsEdge) {
      whole.moveTail(runFrom, edges);
    }
    inRun = false;
    runIsEdge = true;
    runFrom = whole.rows();
  }

  /** Adds the rows that the open run, an edge, begins the batch with; returns how many. */
  private int addToEdge() {
    int to = 0;
    while (to < reader.rows() && reader.unit(to) == unit) {
      to++;
    }
    reader.copy(0, to, edges);
    if (to < reader.rows()) {
      runIsEdge = false;
      unit = reader.unit(to);
      runFrom = whole.rows();
    }
    return to;
  }

  /** Adds the rows of whole units, the last of which stays open. */
  private void addRuns(int from) {
    int first = whole.rows();
    reader.copy(from, reader.rows(), whole);
    for (int row = from; row < reader.rows(); row++) {
      if (reader.unit(row) != unit) {
        unit = reader.unit(row);
        runFrom = first + row - from;
      }
    }
  }

  private void end() {
    cut();
    emitWhole();
    emitEdges();
    tally.merge(reader.tally());
    ready.add(new PanelPiece.Counts(tally, Arrays.copyOf(hashes, hashed)));
  }

  private void emitEdges() {
    if (!edges.isEmpty()) {
      ready.add(new PanelPiece.Edges(reader.take(edges)));
    }
  }

  /** Makes blocks of the rows before the open run. */
  private void emitWhole() {
    if (runFrom == 0) {
      return;
    }
    PackedRows packed = reader.borrow(whole, runFrom);
    BlockAssembly assembly = BlockAssembly.of(layout, List.of(packed).iterator());
    addHashes(assembly.unitHashes());
    tally.ranges.add(assembly.unitRange());
    while (assembly.hasNext()) {
      if (assembly.next() instanceof PanelPiece.Whole piece) {
        ready.add(piece);
      }
    }
    whole.keepTail(runFrom);
    runFrom = 0;
    tally.merge(assembly.tally());
  }

  private void addHashes(long[] more) {
    if (hashes.length < hashed + more.length) {
      hashes = Arrays.copyOf(hashes, Math.max(hashed + more.length, 2 * hashed));
    }
    System.arraycopy(more, 0, hashes, hashed, more.length);
    hashed += more.length;
  }
}
