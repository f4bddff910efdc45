package org.panelworks.jobs.describe;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.panelworks.DataException;
import org.panelworks.jobs.moments.SparkBlocks;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.panel.JointPass;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.panel.Pass;
import org.panelworks.stats.CoMoments;
import org.panelworks.stats.Correlations;
import org.panelworks.stats.Description;
import org.panelworks.stats.DescriptiveMoments;
import org.panelworks.stats.DescriptiveTable;
import org.panelworks.stats.Descriptives;
import org.panelworks.stats.MissingCells;
import org.panelworks.stats.PearsonCorrelation;
import org.panelworks.stats.Statistic;
import org.panelworks.stats.VarianceInflation;

/** One run of the job over the blocks of a panel. */
final class DescribeRun {
  private final DescribeSettings settings;
  private final List<String> variables;
  private final PanelBlocks blocks;
  private final Results results;
  private final DescribeTables tables;

  DescribeRun(DescribeSettings settings, PanelBlocks blocks, Results results) {
    this.settings = settings;
    this.variables = settings.variables();
    this.blocks = blocks;
    this.results = results;
    this.tables = new DescribeTables(settings);
  }

  /**
   * What the one pass for moments gathers.
   *
   * @param listwise co-moments of the variables over complete rows; empty if not wanted
   * @param asked co-moments that the correlations are taken of, as {@link PearsonCorrelation}
   *     orders them; empty if not wanted
   */
  private record Gathered(
      DescriptiveMoments descriptive, List<CoMoments> listwise, List<CoMoments> asked) {}

  void run() {
    Descriptives request =
        Descriptives.of(variables, settings.by(), settings.statistics(), settings.quantile());
    Gathered gathered = gather(request);
    describe(request.finish(blocks, gathered.descriptive()));
    if (settings.needsCoMoments()) {
      requireRows(gathered);
      correlate(gathered);
    }
    if (settings.vif()) {
      VarianceInflation vif = VarianceInflation.of(variables, gathered.listwise().get(0));
      results.json("vif", DescribeJson.vif(vif));
      results.table(tables.vif(vif));
    }
  }

  private Gathered gather(Descriptives request) {
    Pass<DescriptiveMoments> descriptive = request.pass(blocks.schema());
    if (!settings.needsCoMoments()) {
      return new Gathered(pass(descriptive), List.of(), List.of());
    }
    Pass<CoMoments[]> listwise = correlation(MissingCells.LISTWISE).pass(blocks.schema());
    if (settings.missing() == MissingCells.LISTWISE) {
      JointPass.Both<DescriptiveMoments, CoMoments[]> both =
          pass(new JointPass<>(descriptive, listwise));
      List<CoMoments> complete = List.of(both.second());
      return new Gathered(both.first(), complete, complete);
    }
    Pass<CoMoments[]> pairwise = correlation(MissingCells.PAIRWISE).pass(blocks.schema());
    JointPass.Both<DescriptiveMoments, JointPass.Both<CoMoments[], CoMoments[]>> all =
        pass(new JointPass<>(descriptive, new JointPass<>(listwise, pairwise)));
    return new Gathered(all.first(), List.of(all.second().first()), List.of(all.second().second()));
  }

  private PearsonCorrelation correlation(MissingCells missing) {
    return PearsonCorrelation.of(variables, missing);
  }

  private <A extends Serializable> A pass(Pass<A> pass) {
    String step = String.format(Locale.ROOT, "Moments of %d variables", variables.size());
    return blocks.run(step, pass);
  }

  private void describe(DescriptiveTable table) {
    results.json("descriptives", DescribeJson.descriptives(table, settings));
    results.table(tables.descriptives(table));
    if (settings.statistics().contains(Statistic.N)) {
      for (Description row : table.all()) {
        if (row.value(Statistic.N) == 0) {
          results.warning("describe: `" + row.variable() + "` has no value in the sample");
        }
      }
    }
    if (table.rowsWithoutGroup() > 0) {
      results.warning(
          String.format(
              Locale.ROOT,
              "describe: %d rows without a value of `%s` are in no group",
              table.rowsWithoutGroup(),
              table.by().orElseThrow()));
    }
  }

  private void requireRows(Gathered gathered) {
    boolean listwise = settings.vif() || settings.missing() == MissingCells.LISTWISE;
    if (listwise && gathered.listwise().get(0).count() == 0) {
      throw new DataException(
          "describe: no row of the sample has a value of every variable ("
              + String.join(", ", variables)
              + "), which listwise correlations and vif need; leave out a variable or set missing ="
              + " pairwise");
    }
  }

  private void correlate(Gathered gathered) {
    Correlations pearson =
        correlation(settings.missing()).result(gathered.asked().toArray(CoMoments[]::new));
    CorrelationChoice choice = settings.correlation();
    Optional<Correlations> spearman =
        choice.hasSpearman() ? Optional.of(spearman(pearson)) : Optional.empty();
    if (choice.hasPearson()) {
      results.json("correlation", DescribeJson.correlation(pearson));
      results.table(tables.correlation("correlation", pearson, spearman));
    }
    spearman.ifPresent(
        ranks -> {
          results.json("correlation-spearman", DescribeJson.correlation(ranks));
          if (!choice.hasPearson()) {
            results.table(tables.correlation("correlation-spearman", ranks, Optional.empty()));
          }
        });
    if (choice != CorrelationChoice.NONE) {
      warnOfUndefined(pearson);
    }
  }

  /** Ranks vary exactly where values do, so one warning serves both methods. */
  private void warnOfUndefined(Correlations pearson) {
    for (int i = 0; i < variables.size(); i++) {
      int x = i;
      if (Double.isNaN(pearson.coefficient(i, i))) {
        results.warning(
            String.format(
                Locale.ROOT,
                "describe: `%s` does not vary over the %d rows used, its correlations are null",
                variables.get(i),
                pearson.count(i, i)));
        continue;
      }
      String partners =
          IntStream.range(0, i)
              .filter(y -> Double.isNaN(pearson.coefficient(x, y)))
              .filter(y -> !Double.isNaN(pearson.coefficient(y, y)))
              .mapToObj(y -> "`" + variables.get(y) + "`")
              .collect(Collectors.joining(", "));
      if (!partners.isEmpty()) {
        results.warning(
            "describe: the correlation of `"
                + variables.get(i)
                + "` with "
                + partners
                + " is null: over the rows that have both, one of the two does not vary");
      }
    }
  }

  private Correlations spearman(Correlations pearson) {
    if (blocks instanceof SparkBlocks distributed) {
      RankBlocks ranks = new RankBlocks(distributed, RankBlocks.INTERVAL);
      return new SpearmanRanks(ranks).fit(pearson);
    }
    throw new IllegalStateException("ranks are taken of blocks that Spark holds");
  }
}
