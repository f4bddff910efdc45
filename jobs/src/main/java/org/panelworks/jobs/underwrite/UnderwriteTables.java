package org.panelworks.jobs.underwrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.PrintedFigure;
import org.panelworks.table.Table;
import org.panelworks.underwriting.CoverDecision;
import org.panelworks.underwriting.LossRateSurface;
import org.panelworks.underwriting.Peril;

/** The job's tables for papers; rates in percent. */
final class UnderwriteTables {
  private static final int SHOWN = 10;

  private final UnderwriteSettings settings;

  UnderwriteTables(UnderwriteSettings settings) {
    this.settings = settings;
  }

  Table decisions(List<UnderwriteRun.Decided> decided) {
    Table.Builder table =
        Table.builder("underwrite")
            .title("Underwriting decisions (rates in %)")
            .columns(
                List.of(
                    Alignment.LEFT,
                    Alignment.LEFT,
                    Alignment.LEFT,
                    Alignment.LEFT,
                    Alignment.RIGHT,
                    Alignment.RIGHT,
                    Alignment.RIGHT))
            .header(
                "Contract",
                "Decision",
                "Covered",
                "Excluded",
                "Loss rate",
                "Lowest premium",
                "Highest premium");
    for (UnderwriteRun.Decided one : decided) {
      CoverDecision decision = one.decision();
      table.row(
          Cell.label(one.name()),
          Cell.text(UnderwriteJson.word(decision)),
          Cell.text(names(decision.covered())),
          Cell.text(names(decision.excluded())),
          percent(decision.lossRate()),
          percent(decision.lowestPremium()),
          percent(decision.highestPremium()));
    }
    return table
        .note(
            String.format(
                Locale.ROOT,
                "u1 = %s, u2 = %s; the largest acceptable loss rate is %s %%.",
                settings.attitudes().u1(),
                settings.attitudes().u2(),
                settings.digits().format(100 * settings.attitudes().largestLossRate())))
        .build();
  }

  private static String names(List<Peril> perils) {
    return perils.stream().map(Peril::name).collect(Collectors.joining(", "));
  }

  private Cell percent(double fraction) {
    return Cell.number(100 * fraction, settings.digits());
  }

  Table printed(List<PrintedFigure> figures) {
    Table.Builder table =
        Table.builder("underwrite-printed")
            .title("Printed figures and what follows from the formulas (%)")
            .columns(3, Alignment.RIGHT)
            .header("", "Printed", "Computed", "Follows");
    for (PrintedFigure figure : figures) {
      table.row(
          Cell.label(figure.quantity()),
          Cell.text(figure.printed()),
          Cell.number(figure.computed(), settings.digits()),
          Cell.text(figure.follows() ? "yes" : "no"));
    }
    return table.build();
  }

  /** At most about ten values of each index; all of them stand in the JSON. */
  Table surface(LossRateSurface surface) {
    List<Integer> rows = thinned(surface.u1().length);
    List<Integer> columns = thinned(surface.u2().length);
    Digits plain = Digits.fixed(3);
    List<String> heads = new ArrayList<>(List.of("u1 \\ u2"));
    columns.forEach(j -> heads.add(plain.format(surface.u2()[j])));
    Table.Builder table =
        Table.builder("underwrite-surface")
            .title("Largest acceptable loss rate (%)")
            .columns(columns.size(), Alignment.RIGHT)
            .header(heads.toArray(String[]::new));
    for (int i : rows) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.label(plain.format(surface.u1()[i]))));
      for (int j : columns) {
        double value = surface.largest()[i][j];
        cells.add(value < 0 ? Cell.text("–") : percent(value));
      }
      table.row(cells);
    }
    return table.note("– : infeasible, no cover at any loss rate.").build();
  }

  private static List<Integer> thinned(int points) {
    int every = Math.max(1, (points - 1) / SHOWN + ((points - 1) % SHOWN == 0 ? 0 : 1));
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < points; i += every) {
      kept.add(i);
    }
    return kept;
  }
}
