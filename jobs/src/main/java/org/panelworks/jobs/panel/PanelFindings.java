package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.panelworks.DataException;

/** What the reading of a panel found: refuses what breaks a rule, tells what the steps left. */
final class PanelFindings {
  private final PanelSettings settings;
  private final RowLayout layout;
  private final PanelTally tally;
  private final Map<String, Long> missing;

  PanelFindings(PanelSettings settings, RowLayout layout, PanelTally tally) {
    this(settings, layout, tally, Map.of());
  }

  /**
   * The findings of a reading.
   *
   * @param missing missing cells by required column, where the reading took require for a drop
   */
  PanelFindings(
      PanelSettings settings, RowLayout layout, PanelTally tally, Map<String, Long> missing) {
    this.missing = missing;
    this.settings = settings;
    this.layout = layout;
    this.tally = tally;
  }

  /**
   * Refuses a panel whose keys or values break a rule, naming everything found.
   *
   * @param infinite infinite values by column, in the order to name them
   */
  void refuse(Map<String, Long> infinite) {
    List<String> found = new ArrayList<>();
    keys(found);
    if (!infinite.isEmpty()) {
      List<String> counts = new ArrayList<>();
      infinite.forEach((column, count) -> counts.add("`" + column + "` (" + count + ")"));
      found.add(
          "values must be finite, but some are infinite in "
              + String.join(", ", counts)
              + ": derive them without overflow, or drop the rows");
    }
    if (!found.isEmpty()) {
      throw new DataException(String.join("; ", found));
    }
    refuseEmpty();
  }

  private void keys(List<String> found) {
    Optional<String> unit = settings.source().unit();
    Optional<String> time = settings.source().time();
    if (tally.missingUnit > 0) {
      found.add(ofRows(tally.missingUnit) + " missing unit `" + unit.orElse("") + "`");
    }
    if (tally.missingTime > 0) {
      found.add(ofRows(tally.missingTime) + " missing time `" + time.orElse("") + "`");
    }
    if (tally.brokenTime > 0) {
      found.add(
          "time `"
              + time.orElse("")
              + "` must hold whole numbers, but "
              + tally.brokenTime
              + (tally.brokenTime == 1 ? " row does not: " : " rows do not: ")
              + String.join(", ", tally.brokenTimes));
    }
    if (tally.repeatedKeys > 0) {
      List<String> first = new ArrayList<>();
      tally.firstRepeated.forEach(key -> first.add("(" + key.unit() + ", " + key.time() + ")"));
      found.add(
          String.format(
              Locale.ROOT,
              "(`%s`, `%s`) must be unique, but %d keys stand in %d rows: %s%s",
              unit.orElse(""),
              time.orElse(""),
              tally.repeatedKeys,
              tally.rowsOfRepeatedKeys,
              String.join(", ", first),
              tally.repeatedKeys > first.size() ? ", …" : ""));
    }
  }

  private static String ofRows(long count) {
    return count + (count == 1 ? " row has a" : " rows have a");
  }

  /** Infinite values by column, where there are any. */
  Map<String, Long> infinite() {
    Map<String, Long> infinite = new LinkedHashMap<>();
    for (int column = 0; column < tally.infinite.length; column++) {
      if (tally.infinite[column] > 0) {
        infinite.put(layout.checked().get(column), tally.infinite[column]);
      }
    }
    return infinite;
  }

  /** Infinite values by column, where there are any, some columns first. */
  Map<String, Long> infinite(List<String> first) {
    Map<String, Long> found = infinite();
    Map<String, Long> ordered = new LinkedHashMap<>();
    first.stream().filter(found::containsKey).forEach(name -> ordered.put(name, found.get(name)));
    found.forEach(ordered::putIfAbsent);
    return ordered;
  }

  private void refuseEmpty() {
    if (tally.rows == 0) {
      throw new DataException(
          "no rows in the panel `" + settings.source().path() + "`: there is nothing to estimate");
    }
    for (SampleStep step : steps()) {
      if (step.rowsAfter() == 0) {
        throw new DataException(
            "no rows left after sample step `"
                + step.name()
                + "`, which dropped the last "
                + step.rowsBefore());
      }
    }
  }

  /** Rows of the sample. */
  long rows() {
    long rows = tally.rows;
    for (long dropped : tally.droppedAt) {
      rows -= dropped;
    }
    return rows;
  }

  /** Units of the sample. */
  long units() {
    return tally.unitsLeft[tally.unitsLeft.length - 1];
  }

  /** Rows as loaded. */
  long loaded() {
    return tally.rows;
  }

  List<SampleStep> steps() {
    List<SampleStep> steps = new ArrayList<>();
    long rows = tally.rows;
    List<String> names = settings.steps();
    for (int step = 0; step < names.size(); step++) {
      boolean isDrop = step < layout.drops();
      long after = rows - tally.droppedAt[step];
      steps.add(
          new SampleStep(
              names.get(step),
              rows,
              after,
              tally.unitsLeft[step],
              tally.unitsLeft[step + 1],
              isDrop ? tally.undecided[step] : 0,
              names.get(step).equals(PanelSettings.REQUIRE) ? missing() : Map.of()));
      rows = after;
    }
    return steps;
  }

  private Map<String, Long> missing() {
    Map<String, Long> counted = new LinkedHashMap<>(missing);
    for (int column = 0; column < tally.missing.length; column++) {
      counted.put(settings.required().get(column), tally.missing[column]);
    }
    return counted;
  }
}
