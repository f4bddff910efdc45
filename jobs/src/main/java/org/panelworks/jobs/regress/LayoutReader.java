package org.panelworks.jobs.regress;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.table.Digits;
import org.panelworks.table.ModelStatistic;
import org.panelworks.table.RegressionTableOptions;
import org.panelworks.table.Stars;

/** Reads how tables are printed: set for the section, then for the table. */
final class LayoutReader {
  /** What stands in parentheses below a coefficient, as studies write it. */
  enum Below {
    SE,
    T
  }

  private final SettingsReader section;

  LayoutReader(SettingsReader section) {
    this.section = section;
  }

  /** The layout of a table that sets nothing itself. */
  RegressionTableOptions sectionWide() {
    return read(List.of(section));
  }

  RegressionTableOptions read(SettingsReader table) {
    return read(List.of(section, table));
  }

  private static RegressionTableOptions read(List<SettingsReader> levels) {
    RegressionTableOptions.Builder builder = RegressionTableOptions.builder();
    Map<String, String> labels = new LinkedHashMap<>();
    Map<String, String> words = new LinkedHashMap<>();
    Map<String, List<String>> controls = new LinkedHashMap<>();
    for (SettingsReader level : levels) {
      apply(builder, level);
      level.optionalSection("labels").ifPresent(texts -> collect(texts, labels));
      level.optionalSection("words").ifPresent(texts -> collect(texts, words));
      level
          .optionalSection("controls")
          .ifPresent(groups -> groups.names().forEach(n -> controls.put(n, groups.texts(n))));
    }
    SettingsReader last = levels.get(levels.size() - 1);
    return last.build(
            "layout",
            () -> {
              controls.forEach(builder::controls);
              return builder.labels(labels).words(words).build();
            })
        .orElse(RegressionTableOptions.standard());
  }

  private static void collect(SettingsReader texts, Map<String, String> into) {
    texts.names().forEach(name -> into.put(name, texts.text(name)));
  }

  private static void apply(RegressionTableOptions.Builder builder, SettingsReader level) {
    if (level.has("keep")) {
      builder.keep(level.texts("keep"));
    }
    if (level.has("drop")) {
      builder.drop(level.texts("drop"));
    }
    if (level.has("order")) {
      builder.order(level.texts("order"));
    }
    if (level.has("notes")) {
      builder.notes(level.texts("notes"));
    }
    if (level.has("below")) {
      builder.below(
          level.choice("below", Below.class, Below.SE) == Below.T
              ? RegressionTableOptions.Below.STATISTIC
              : RegressionTableOptions.Below.STD_ERROR);
    }
    if (level.has("digits")) {
      level.build("digits", () -> Digits.fixed(level.integer("digits"))).ifPresent(builder::digits);
    }
    if (level.has("stars")) {
      level.build("stars", () -> Stars.at(level.numbers("stars"))).ifPresent(builder::stars);
    }
    if (level.has("statistics")) {
      level
          .build(
              "statistics",
              () -> level.texts("statistics").stream().map(ModelStatistic::of).toList())
          .ifPresent(builder::statistics);
    }
  }
}
