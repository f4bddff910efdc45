package org.panelworks.jobs.panel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.panelworks.jobs.moments.SparkBlocks;
import org.panelworks.stats.WinsorCuts;

/**
 * From a study's settings to its prepared panel: derive, drop, require, winsorize, in this order.
 *
 * <p>The panel is scanned once. The cuts of winsorized columns are found in the blocks that are
 * held, which jobs then see with the values replaced. Only where a winsorized column is more than a
 * number ({@link WinsorizedColumns}) are the winsorized columns alone scanned before, so that
 * conditions and labels are made of the values already cut. Neither the number of scans nor that of
 * Spark jobs depends on how many columns or jobs use the panel. Rows that a step drops still count
 * for the checks of the panel as loaded: unit and time present, keys unique, values finite. Cuts
 * come from the rows of the sample; where dropped rows are kept for lags, they are cut alike.
 */
public final class PanelPreparation {
  private final SparkSession spark;
  private final PanelSettings settings;
  private final Path studyFolder;

  private PanelPreparation(SparkSession spark, PanelSettings settings, Path studyFolder) {
    this.spark = spark;
    this.settings = settings;
    this.studyFolder = studyFolder;
  }

  /**
   * A preparation.
   *
   * @param studyFile the study's file: a relative path is looked up in its folder first
   */
  public static PanelPreparation of(SparkSession spark, PanelSettings settings, Path studyFile) {
    Path folder = studyFile.toAbsolutePath().getParent();
    return new PanelPreparation(spark, settings, folder == null ? Path.of("") : folder);
  }

  /** Files and directories that the panel's path stands for; none if nothing is there. */
  public List<String> inputs() {
    return PanelTables.of(spark, settings, studyFolder).paths();
  }

  /**
   * Checks settings and needs against the panel's columns and their types, without computing rows.
   */
  public void check(PanelNeeds needs) {
    new Prepared(needs);
  }

  /** Reads the panel. The result holds memory until it is closed. */
  public PreparedPanel prepare(PanelNeeds needs) {
    try {
      return new Prepared(needs).read();
    } catch (Exception e) { // SparkException is checked, and Scala does not declare it
      throw LoadFailure.of(e, settings.source());
    }
  }

  /** The panel with everything known that can be known before its rows are read. */
  private final class Prepared {
    private final PanelTables tables;
    private final Dataset<Row> loaded;
    private final SampledTable table;
    private final UsedColumns used;
    private final PanelNeeds needs;
    private final List<SqlExpression> conditions = new ArrayList<>();

    Prepared(PanelNeeds needs) {
      this.needs = needs;
      this.tables = PanelTables.of(spark, settings, studyFolder);
      this.loaded = tables.load();
      PanelTable panel = PanelTable.of(loaded, settings.interpolation(), settings.derived());
      needs
          .predicates()
          .forEach((text, setting) -> conditions.add(SqlExpression.parse(setting, text)));
      this.used = UsedColumns.of(panel, settings, needs, conditions);
      settings.drops().forEach(step -> PanelScan.requireBoolean(step.where(), panel));
      conditions.forEach(condition -> PanelScan.requireBoolean(condition, panel));
      this.table = SampledTable.of(panel, settings, used);
      settings.winsorize().ifPresent(winsor -> scanForCuts(table, winsor)); // columns and types
      scan(table);
    }

    private static PanelScan scanForCuts(SampledTable from, WinsorSettings winsor) {
      PanelScan.Builder builder = new PanelScan.Builder(from);
      forCuts(builder, winsor);
      return builder.scan();
    }

    private static void forCuts(PanelScan.Builder builder, WinsorSettings winsor) {
      winsor.columns().forEach(name -> builder.numeric(name, "winsorize.columns"));
      winsor.by().ifPresent(name -> builder.category(name, "winsorize.by"));
    }

    /** What jobs need. */
    private PanelScan scan(SampledTable from) {
      return scan(from, Optional.empty());
    }

    /** What jobs need, and what the cuts are taken from. */
    private PanelScan scan(SampledTable from, Optional<WinsorSettings> cuts) {
      PanelScan.Builder builder =
          new PanelScan.Builder(from, settings.source().unit(), settings.source().time());
      needs.numeric().forEach(builder::numeric);
      needs.categories().forEach(builder::category);
      cuts.ifPresent(winsor -> forCuts(builder, winsor));
      conditions.forEach(builder::condition);
      used.floating().forEach(builder::checked);
      return builder.scan();
    }

    PreparedPanel read() {
      List<JoinCount> joins = tables.check();
      if (!PanelCounts.areNeeded(settings)) {
        return read(table, PanelNotes.none(), Map.of());
      }
      PanelCounts counts = PanelCounts.of(settings, table);
      SampledTable sampled =
          settings
              .balance()
              .map(
                  rule ->
                      table.balanced(rule, settings.source().keys().orElseThrow(), counts.times()))
              .orElse(table);
      return read(
          sampled,
          counts.notes(joins),
          settings.balance().isPresent() ? counts.missing() : Map.of());
    }

    private PreparedPanel read(SampledTable sampled, PanelNotes notes, Map<String, Long> missing) {
      Optional<WinsorSettings> winsorize = settings.winsorize();
      boolean twice =
          winsorize
              .map(winsor -> new WinsorizedColumns(sampled.columns(), winsor))
              .filter(cut -> cut.areMoreThanNumbers(settings.source(), needs, conditions))
              .isPresent();
      return twice
          ? readTwice(sampled, winsorize.orElseThrow(), notes, missing)
          : readOnce(sampled, notes, missing);
    }

    private PreparedPanel readOnce(
        SampledTable sampled, PanelNotes notes, Map<String, Long> missing) {
      PanelScan seen = scan(sampled);
      PanelScan all = settings.winsorize().isPresent() ? scan(sampled, settings.winsorize()) : seen;
      PanelReading reading = read(all);
      try {
        PanelFindings findings =
            new PanelFindings(settings, all.layout(), reading.tally(), missing);
        findings.refuse(findings.infinite(seen.layout().checked()));
        SparkBlocks held = reading.blocks();
        Optional<PreparedPanel.Winsorized> winsorized =
            settings
                .winsorize()
                .map(winsor -> new PreparedPanel.Winsorized(winsor, cuts(winsor, held)));
        SparkBlocks blocks =
            winsorized
                .map(
                    done ->
                        WinsorizedBlocks.of(
                            held,
                            seen.schema(),
                            done.settings(),
                            done.cuts(),
                            new WinsorizedColumns(sampled.columns(), done.settings()).names(needs)))
                .orElse(held);
        return result(blocks, reading, findings, winsorized, notes);
      } catch (Exception e) {
        reading.close();
        throw e;
      }
    }

    private PanelReading read(PanelScan scan) {
      boolean keepDropped =
          settings.lags() == LagRule.BEFORE && settings.source().unit().isPresent();
      return PanelReading.of(scan, keepDropped, "Reading the panel");
    }

    /** Reads the winsorized columns first, then the panel with their values cut. */
    private PreparedPanel readTwice(
        SampledTable sampled, WinsorSettings winsor, PanelNotes notes, Map<String, Long> missing) {
      Map<String, Long> infinite = new LinkedHashMap<>();
      Optional<PreparedPanel.Winsorized> winsorized =
          cutsBefore(winsor, scanForCuts(sampled, winsor), infinite);
      SampledTable last =
          winsorized.map(done -> sampled.winsorized(done.settings(), done.cuts())).orElse(sampled);
      PanelScan scan = scan(last);
      PanelReading reading = read(scan);
      try {
        PanelFindings findings =
            new PanelFindings(settings, scan.layout(), reading.tally(), missing);
        Map<String, Long> everywhere = findings.infinite();
        infinite.forEach((column, count) -> everywhere.merge(column, count, Math::max));
        findings.refuse(everywhere);
        return result(reading.blocks(), reading, findings, winsorized, notes);
      } catch (Exception e) {
        reading.close();
        throw e;
      }
    }

    /** The cuts; none where there are infinite values, with which the run ends later. */
    private Optional<PreparedPanel.Winsorized> cutsBefore(
        WinsorSettings winsor, PanelScan columns, Map<String, Long> infinite) {
      try (PanelReading reading =
          PanelReading.of(columns, false, "Reading the columns to winsorize")) {
        PanelFindings findings = new PanelFindings(settings, columns.layout(), reading.tally());
        infinite.putAll(findings.infinite());
        if (!infinite.isEmpty() || findings.rows() == 0) {
          return Optional.empty();
        }
        return Optional.of(new PreparedPanel.Winsorized(winsor, cuts(winsor, reading.blocks())));
      }
    }

    private static WinsorCuts cuts(WinsorSettings winsor, SparkBlocks blocks) {
      return WinsorCuts.fit(
          blocks, winsor.columns(), winsor.by(), winsor.lower(), winsor.upper(), winsor.quantile());
    }

    private PreparedPanel result(
        SparkBlocks blocks,
        PanelReading reading,
        PanelFindings findings,
        Optional<PreparedPanel.Winsorized> winsorized,
        PanelNotes notes) {
      List<SampleStep> steps = findings.steps();
      return new PreparedPanel(
          blocks,
          findings.rows(),
          findings.units(),
          steps,
          winsorized,
          warnings(steps, winsorized, notes),
          notes,
          Optional.of(input(findings.loaded(), reading.layout())),
          ColumnLabels.of(loaded.schema()),
          reading::close);
    }

    private static String rows(long count) {
      return count == 1 ? "1 row" : count + " rows";
    }

    private List<String> warnings(
        List<SampleStep> steps, Optional<PreparedPanel.Winsorized> winsorized, PanelNotes notes) {
      List<String> warnings = new ArrayList<>(notes.warnings());
      for (SampleStep step : steps) {
        if (step.undecided() > 0) {
          warnings.add(
              "sample step `"
                  + step.name()
                  + "`: its condition is null on "
                  + rows(step.undecided())
                  + ", which "
                  + (step.undecided() == 1 ? "stays" : "stay"));
        }
      }
      long ungrouped = winsorized.map(done -> done.cuts().rowsWithoutGroup()).orElse(0L);
      if (ungrouped > 0) {
        warnings.add(
            "winsorize: `"
                + winsorized.flatMap(done -> done.settings().by()).orElse("")
                + "` is missing on "
                + rows(ungrouped)
                + ", winsorizing leaves their values");
      }
      return warnings;
    }

    private PanelInput input(long rows, PanelReading.Layout layout) {
      Map<String, String> schema = new LinkedHashMap<>();
      for (StructField field : loaded.schema().fields()) {
        schema.put(field.name(), field.dataType().simpleString());
      }
      InputFiles files =
          InputFiles.of(
              loaded.inputFiles(), schema.toString(), spark.sessionState().newHadoopConf());
      return new PanelInput(
          settings.source().path(),
          settings.source().format(),
          files.paths(),
          files.bytes(),
          layout.name().toLowerCase(Locale.ROOT),
          rows,
          schema,
          files.fingerprint());
    }
  }
}
