package org.panelworks.jobs.panel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.stats.WinsorCuts;

/**
 * The study's panel after derive, drop, require and winsorize.
 *
 * @param blocks every row of the sample (and, where lags are taken before drop, the dropped rows,
 *     marked), with the columns that {@link PanelNeeds} named
 * @param rows number of rows of the sample
 * @param units number of units of the sample; 0 for a panel without a unit
 * @param steps what each sample step left, in order
 * @param winsorized the cuts, where the study winsorizes
 * @param warnings what the reader of the tables should know
 * @param notes how the panel was put together
 * @param input what was read; empty for blocks that were not read
 * @param labels column to its name in words, as the input has it: printed tables show it where the
 *     study states none
 * @param release gives the blocks' memory back
 */
public record PreparedPanel(
    PanelBlocks blocks,
    long rows,
    long units,
    List<SampleStep> steps,
    Optional<Winsorized> winsorized,
    List<String> warnings,
    PanelNotes notes,
    Optional<PanelInput> input,
    Map<String, String> labels,
    Runnable release)
    implements AutoCloseable {

  /** A winsorization that was carried out. */
  public record Winsorized(WinsorSettings settings, WinsorCuts cuts) {}

  public PreparedPanel {
    steps = List.copyOf(steps);
    warnings = List.copyOf(warnings);
    labels = Map.copyOf(labels);
  }

  /** Blocks as they are, without sample steps: for tests of jobs. */
  public static PreparedPanel of(PanelBlocks blocks, long rows, long units) {
    return new PreparedPanel(
        blocks,
        rows,
        units,
        List.of(),
        Optional.empty(),
        List.of(),
        PanelNotes.none(),
        Optional.empty(),
        Map.of(),
        () -> {});
  }

  @Override
  public void close() {
    release.run();
  }
}
