package org.panelworks.jobs.underwrite;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.table.PrintedFigure;
import org.panelworks.underwriting.CoverDecision;
import org.panelworks.underwriting.LossRateSurface;
import org.panelworks.underwriting.Peril;

/** The job's results for machines; rates are fractions. */
final class UnderwriteJson {
  private UnderwriteJson() {}

  static Map<String, Object> content(
      UnderwriteSettings settings,
      List<UnderwriteRun.Decided> decided,
      List<PrintedFigure> printed) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("u1", settings.attitudes().u1());
    content.put("u2", settings.attitudes().u2());
    content.put("largest_loss_rate", settings.attitudes().largestLossRate());
    content.put("feasible", settings.attitudes().isFeasible());
    content.put("contracts", decided.stream().map(UnderwriteJson::contract).toList());
    content.put("printed", printed.stream().map(UnderwriteJson::printed).toList());
    return content;
  }

  private static Map<String, Object> contract(UnderwriteRun.Decided one) {
    CoverDecision decision = one.decision();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("contract", one.name());
    entry.put("perils", one.perils().stream().map(UnderwriteJson::peril).toList());
    entry.put("decision", word(decision));
    entry.put("covered", decision.covered().stream().map(Peril::name).toList());
    entry.put("excluded", decision.excluded().stream().map(Peril::name).toList());
    entry.put("loss_rate", decision.lossRate());
    entry.put("lowest_premium", decision.lowestPremium());
    entry.put("highest_premium", decision.highestPremium());
    return entry;
  }

  private static Map<String, Object> peril(Peril peril) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("peril", peril.name());
    entry.put("loss_rate", peril.lossRate());
    return entry;
  }

  private static Map<String, Object> printed(PrintedFigure figure) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("quantity", figure.quantity());
    entry.put("printed_percent", figure.value());
    entry.put("computed_percent", figure.computed());
    entry.put("follows", figure.follows());
    return entry;
  }

  /** What is decided, in a word. */
  static String word(CoverDecision decision) {
    if (decision.covered().isEmpty()) {
      return "none";
    }
    return decision.isFull() ? "full" : "partial";
  }

  static Map<String, Object> surface(LossRateSurface surface) {
    double[][] shown =
        Arrays.stream(surface.largest())
            .map(row -> Arrays.stream(row).map(value -> value < 0 ? Double.NaN : value).toArray())
            .toArray(double[][]::new);
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("u1", surface.u1());
    content.put("u2", surface.u2());
    content.put("largest_loss_rate", shown);
    content.put("infeasible", surface.infeasible());
    return content;
  }
}
