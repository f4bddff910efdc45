package org.panelworks.jobs.topsis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.Table;
import org.panelworks.topsis.Robustness;

/** The robustness of the ranking, for machines and as one table. */
final class RobustnessResults {
  private final Robustness robustness;
  private final TopsisSettings settings;

  RobustnessResults(Robustness robustness, TopsisSettings settings) {
    this.robustness = robustness;
    this.settings = settings;
  }

  Map<String, Object> json(TopsisJson shared) {
    Map<String, Object> json = shared.head("topsis-robustness");
    json.put("top_k", robustness.topK());
    List<Map<String, Object>> variants = new ArrayList<>();
    for (Robustness.Variant variant : robustness.variants()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("changed", variant.kind());
      one.put("to", variant.name());
      one.put("rank_correlation", variant.rankCorrelation());
      one.put("top_k_overlap", variant.topOverlap());
      one.put("largest_rank_change", variant.largestMove());
      one.put("share_of_ranks_changed", variant.moved());
      one.put("refused", variant.refusal().orElse(null));
      variants.add(one);
    }
    json.put("variants", variants);
    return json;
  }

  Table table() {
    Digits digits = Digits.fixed(settings.decimals());
    Table.Builder table =
        Table.builder("topsis-robustness")
            .title("Robustness of the ranking")
            .columns(4, Alignment.RIGHT)
            .header(
                "Variant",
                "Rank correlation",
                "Top-" + robustness.topK() + " overlap",
                "Largest change",
                "Ranks changed");
    String last = "";
    for (Robustness.Variant variant : robustness.variants()) {
      if (!variant.kind().equals(last)) {
        table.section(heading(variant.kind()));
      }
      last = variant.kind();
      table.row(
          Cell.label(
              variant.refusal().isPresent() ? variant.name() + " (refused)" : variant.name()),
          Cell.number(variant.rankCorrelation(), digits),
          Cell.number(variant.topOverlap(), digits),
          Double.isNaN(variant.largestMove())
              ? Cell.empty()
              : Cell.count((long) variant.largestMove()),
          Cell.number(variant.moved(), digits));
    }
    return table
        .note(
            "Each variant differs from the reported evaluation in one choice. Rank correlation:"
                + " Spearman, over all rows. Overlap: mean over the years of the share of the top "
                + robustness.topK()
                + " that stays. Changes are of ranks within the year.")
        .build();
  }

  private static String heading(String kind) {
    return switch (kind) {
      case "normalisation" -> "Normalisation";
      case "shift" -> "Shift";
      case "weights" -> "Weights";
      default -> "Indicator left out";
    };
  }
}
