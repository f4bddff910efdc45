package org.panelworks.topsis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.panelworks.DataException;
import org.panelworks.EstimationException;
import org.panelworks.SettingsException;
import org.panelworks.panel.PanelBlocks;

/**
 * Evaluation of units by many indicators: weights (Shannon's entropy unless chosen otherwise),
 * TOPSIS closeness to the ideal (Hwang and Yoon 1981), obstacle degrees.
 *
 * <p>Two passes over the rows, however many indicators and times there are: one for ranges, one for
 * the sums that weights and norms are made of. The model then scores any block of the panel by
 * itself ({@link TopsisModel#score}).
 *
 * <p>Degenerate cases: an indicator that is constant in a scope has weight 0 there; a scope of one
 * row, or one in which every indicator is constant, is refused.
 */
public final class Topsis {
  /** Times times indicators at most: what a statistic of one task may hold. */
  private static final int MOST_CELLS = 1 << 21;

  private static final int NAMED = 3;

  private final TopsisOptions options;

  private Topsis(TopsisOptions options) {
    this.options = options;
  }

  /** An evaluation. */
  public static Topsis of(TopsisOptions options) {
    return new Topsis(options);
  }

  /**
   * A fit with what the reader should know of it.
   *
   * @param model the fitted evaluation
   * @param dropped rows left out for a missing cell
   * @param interpolated cells interpolated
   * @param warnings about constant indicators, missing cells and comparability
   */
  public record Fit(TopsisModel model, long dropped, long interpolated, List<String> warnings) {
    public Fit {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Fits.
   *
   * @throws DataException for missing cells, repeated units, no rows
   * @throws EstimationException for a scope of one row or without weights
   */
  public Fit fit(PanelBlocks blocks) {
    requireKeys(blocks);
    int[] columns = options.columns().stream().mapToInt(blocks.schema()::numericIndex).toArray();
    boolean pooled = options.scope() == Scope.POOLED;
    IndicatorSurvey survey =
        blocks.run(
            "Ranges of " + columns.length + " indicators",
            new IndicatorSurvey.SurveyPass(columns, options.missing(), pooled));
    refuse(survey);
    TimeIndex times = survey.times();
    refuseTooMany(times.size(), columns.length);
    List<IndicatorRanges> ranges = survey.ranges(times);
    refuseSingleRows(ranges, times);
    Scaling scaling = new Scaling(options.indicators(), ranges);
    IndicatorSums sums =
        blocks.run(
            "Entropies of " + columns.length + " indicators",
            new IndicatorSums.SumsPass(
                columns,
                options.missing(),
                times,
                pooled,
                scaling,
                options.shift(),
                IndicatorSums.Wanted.of(options)));
    List<String> names =
        IntStream.range(0, scaling.scopes())
            .mapToObj(s -> pooled ? "" : " at time " + times.time(s))
            .toList();
    IndicatorWeights weights = IndicatorWeights.of(options, scaling, sums, names);
    TopsisModel model = new TopsisModel(options, blocks.schema(), times, scaling, sums, weights);
    return new Fit(model, survey.dropped(), survey.interpolated(), warnings(model, survey));
  }

  private void requireKeys(PanelBlocks blocks) {
    boolean hasTime = !blocks.schema().time().isEmpty();
    if (options.scope() == Scope.PER_YEAR && !hasTime) {
      throw new SettingsException("scope = per-year needs panel.time");
    }
    if (options.missing() == MissingRule.INTERPOLATE && !(hasTime && blocks.hasUnit())) {
      throw new SettingsException("missing = interpolate needs panel.unit and panel.time");
    }
  }

  private void refuse(IndicatorSurvey survey) {
    if (survey.repeatedUnits() > 0) {
      throw new DataException(
          "without panel.time each unit must have one row, but "
              + survey.repeatedUnits()
              + " have several: "
              + survey.firstRepeated());
    }
    if (!survey.anyMissing()) {
      return;
    }
    StringJoiner counts = new StringJoiner(", ");
    for (int j = 0; j < survey.missing().length; j++) {
      if (survey.missing()[j] > 0) {
        counts.add("`" + options.columns().get(j) + "` (" + survey.missing()[j] + ")");
      }
    }
    boolean interpolating = options.missing() == MissingRule.INTERPOLATE;
    throw new DataException(
        String.format(
            Locale.ROOT,
            "indicators must have no missing cells%s, but there are in %s, first at %s: %s",
            interpolating ? " before a unit's first and after its last value" : "",
            counts,
            survey.firstMissing(),
            interpolating
                ? "drop those rows, or set missing = drop"
                : "set missing = drop or missing = interpolate, or drop the rows"));
  }

  private static void refuseTooMany(int times, int indicators) {
    if ((long) times * indicators > MOST_CELLS) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "times × indicators must be at most %,d, got %,d × %,d",
              MOST_CELLS,
              times,
              indicators));
    }
  }

  private void refuseSingleRows(List<IndicatorRanges> ranges, TimeIndex times) {
    List<String> single = new ArrayList<>();
    for (int s = 0; s < ranges.size(); s++) {
      if (ranges.get(s).count() < 2) {
        single.add(options.scope() == Scope.POOLED ? "" : String.valueOf(times.time(s)));
      }
    }
    if (ranges.isEmpty() || ranges.get(0).count() == 0) {
      throw new DataException("no rows left: each has a missing cell of an indicator");
    }
    if (!single.isEmpty()) {
      throw new EstimationException(
          options.scope() == Scope.POOLED
              ? "the sample has one row: entropy (1 / ln n) and ideals need at least two"
              : "scope = per-year needs at least two rows at each time, but there is one at "
                  + few(single));
    }
  }

  private static String few(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    return names.size() <= NAMED ? first : first + " and " + (names.size() - NAMED) + " more";
  }

  private List<String> warnings(TopsisModel model, IndicatorSurvey survey) {
    List<String> warnings = new ArrayList<>();
    for (int j = 0; j < options.indicators().size(); j++) {
      List<String> where = new ArrayList<>();
      for (int s = 0; s < model.scopes(); s++) {
        if (model.isConstant(s, j)) {
          where.add(options.scope() == Scope.POOLED ? "" : String.valueOf(model.times().time(s)));
        }
      }
      if (!where.isEmpty()) {
        warnings.add(
            "indicator `"
                + options.columns().get(j)
                + "` is constant"
                + (options.scope() == Scope.POOLED ? "" : " at " + few(where))
                + ": its weight is 0");
      }
    }
    if (survey.dropped() > 0) {
      warnings.add(
          survey.dropped() == 1
              ? "1 row with a missing cell of an indicator was dropped"
              : survey.dropped() + " rows with a missing cell of an indicator were dropped");
    }
    if (survey.interpolated() > 0) {
      warnings.add(
          survey.interpolated() == 1
              ? "1 missing cell was interpolated in time"
              : survey.interpolated() + " missing cells were interpolated in time");
    }
    if (options.scope() == Scope.PER_YEAR && model.times().size() > 1) {
      warnings.add(
          "weights and ideals differ by year (scope = per-year): scores of different years, and the"
              + " overall rank over them, do not compare");
    }
    return warnings;
  }
}
