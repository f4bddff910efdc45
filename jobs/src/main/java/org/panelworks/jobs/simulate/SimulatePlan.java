package org.panelworks.jobs.simulate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.StandalonePlan;
import org.panelworks.jobs.runtime.Steps;
import org.panelworks.simulation.FirmHistory;
import org.panelworks.simulation.FirmYearOptions;
import org.panelworks.simulation.FirmYearProcess;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.Table;

/** A simulation with its settings read; without any where they were wrong. */
final class SimulatePlan implements StandalonePlan {
  private static final String NAME = "simulation";
  private static final int ROWS_PER_FILE = 1_000_000;

  private final Optional<SimulateSettings> settings;
  private final PanelPlace place;

  SimulatePlan(Optional<SimulateSettings> settings, PanelPlace place) {
    this.settings = settings;
    this.place = place;
  }

  @Override
  public Optional<String> output() {
    return Optional.of(place.directory());
  }

  @Override
  public void run(SparkSession spark, Results results) {
    SimulateSettings chosen = settings.orElseThrow();
    FirmYearProcess process = FirmYearProcess.of(chosen.options());
    List<FirmHistory> firms = process.firms();
    long rows = firms.stream().mapToLong(FirmHistory::years).sum();
    int partitions = (int) (1 + rows / ROWS_PER_FILE);
    Steps.begin(spark, "Drawing " + rows + " rows of " + firms.size() + " firms");
    results.rows(place.name(), SimulatedRows.of(spark, process, firms, partitions));
    Map<String, Object> declared = SimulationJson.of(chosen, firms.size(), rows);
    results.json(NAME, declared);
    results.manifest(NAME, declared);
    results.table(table(chosen.options(), firms.size(), rows));
  }

  private static Table table(FirmYearOptions options, int firms, long rows) {
    Table.Builder table =
        Table.builder(NAME)
            .title("The simulated panel's true coefficients")
            .columns(1, Alignment.RIGHT)
            .header("Term", "Truth");
    options
        .coefficients()
        .byTerm()
        .forEach((term, truth) -> table.row(Cell.label(term), Cell.number(truth, Digits.fixed(3))));
    return table
        .note(
            String.format(
                Locale.ROOT,
                "Seed %d. %d firms and %s rows, of which the study's screens leave %d firms and %s"
                    + " rows.",
                options.seed(),
                firms,
                Digits.count(rows),
                options.firms(),
                Digits.count(options.rows())))
        .build();
  }
}
