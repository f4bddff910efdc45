package org.panelworks.jobs.panel;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Turns the rows of one task into blocks as they pass, where the rows of a unit follow one another.
 * Of a file that is read in parts, the first and the last unit of each part may have rows in
 * another one: they become edges, which are brought together afterwards.
 */
final class RunAssembly implements Iterator<PanelPiece> {
  private static final int BLOCK_ROWS = 1 << 13;

  private final BlockLayout layout;
  private final Iterator<InternalRow> rows;
  private final RowReader reader;
  private final PanelTally tally;
  private final RowBatch whole;
  private final RowBatch edges;
  private final ArrayDeque<PanelPiece> ready = new ArrayDeque<>();
  private boolean inRun;
  private long unit;
  private int runFrom;
  private boolean runIsEdge;
  private FilePart part = FilePart.NONE;
  private long[] hashes = {};
  private int hashed;
  private boolean ended;

  /** Assembles rows. */
  RunAssembly(BlockLayout layout, Iterator<InternalRow> rows) {
    this.layout = layout;
    this.rows = rows;
    this.reader = new RowReader(layout.rows());
    this.tally = new PanelTally(layout.rows());
    this.whole = new RowBatch(layout.rows(), Integer.MAX_VALUE);
    this.edges = new RowBatch(layout.rows(), Integer.MAX_VALUE);
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

  private void add(InternalRow row) {
    if (reader.lacksUnit(row)) {
      reader.addLacking(row);
      return;
    }
    long next = reader.unit(row);
    if (!inRun || next != unit) {
      startRun(row, next);
    }
    reader.add(row, unit, whole);
  }

  private void startRun(InternalRow row, long next) {
    FilePart found = FilePart.current();
    boolean first = !found.equals(part);
    part = found;
    endRun(first);
    inRun = true;
    unit = next;
    if (reader.hasTooManyCodes()) {
      emit(whole);
      emit(edges);
      reader.startBooks();
      unit = reader.unit(row);
    }
    runFrom = whole.rows();
    runIsEdge = first;
  }

  /** Ends the unit's run, whose part of the file may end with it. */
  private void endRun(boolean last) {
    if (runIsEdge || last) {
      whole.moveTail(runFrom, edges);
    }
    if (whole.rows() >= BLOCK_ROWS) {
      emit(whole);
    }
    if (edges.rows() >= BLOCK_ROWS) {
      emit(edges);
    }
  }

  private void end() {
    endRun(true);
    emit(whole);
    emit(edges);
    tally.merge(reader.tally());
    ready.add(new PanelPiece.Counts(tally, Arrays.copyOf(hashes, hashed)));
  }

  private void emit(RowBatch batch) {
    if (batch.isEmpty()) {
      return;
    }
    if (batch == edges) {
      ready.add(new PanelPiece.Edges(reader.take(batch)));
      return;
    }
    PackedRows packed = reader.borrow(batch);
    BlockAssembly assembly = BlockAssembly.of(layout, List.of(packed).iterator());
    addHashes(assembly.unitHashes());
    while (assembly.hasNext()) {
      if (assembly.next() instanceof PanelPiece.Whole piece) {
        ready.add(piece);
      }
    }
    batch.clear();
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
