package org.panelworks.jobs.topsis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.panelworks.jobs.runtime.Kind;
import org.panelworks.jobs.runtime.Setting;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.topsis.CouplingOptions;
import org.panelworks.topsis.Direction;
import org.panelworks.topsis.Indicator;
import org.panelworks.topsis.MissingRule;
import org.panelworks.topsis.Normalisation;
import org.panelworks.topsis.RobustnessOptions;
import org.panelworks.topsis.Scope;
import org.panelworks.topsis.ScoreMethod;
import org.panelworks.topsis.TopsisOptions;
import org.panelworks.topsis.Weighting;

/** Reads the {@code topsis} section; what is wrong with it is recorded in the reader. */
final class TopsisSettingsReader {
  private static final int POINTS = 200;

  private final SettingsReader section;
  private final boolean hasTime;

  private TopsisSettingsReader(SettingsReader section) {
    this.section = section;
    Optional<SettingsReader> panel = section.root().optionalSection("panel");
    this.hasTime = panel.map(keys -> keys.has("time")).orElse(false);
    if (panel.isPresent() && !panel.get().has("unit")) {
      section.problem("needs panel.unit: the column that names what is evaluated");
    }
  }

  static Optional<TopsisSettings> read(SettingsReader section) {
    return new TopsisSettingsReader(section).settings();
  }

  private Optional<TopsisSettings> settings() {
    Optional<TopsisOptions> options = options();
    int topObstacles = section.integer("top-obstacles", 5);
    boolean rowObstacles = section.flag("row-obstacles", true);
    Optional<CouplingOptions> coupling =
        section.optionalSection("coupling").flatMap(TopsisSettingsReader::coupling);
    Optional<TopsisSettings.Further> further = further(options);
    int decimals = section.integer("decimals", 3);
    if (section.anyProblem() || options.isEmpty() || further.isEmpty()) {
      return Optional.empty();
    }
    return section.build(
        () ->
            new TopsisSettings(
                options.get(), topObstacles, rowObstacles, coupling, further.get(), decimals));
  }

  private Optional<TopsisOptions> options() {
    List<Indicator> indicators = indicators();
    Scope scope = section.choice("scope", Scope.class, Scope.POOLED);
    Normalisation normalisation =
        section.choice("normalisation", Normalisation.class, Normalisation.MIN_MAX);
    double shift = section.number("shift", 0);
    MissingRule missing = section.choice("missing", MissingRule.class, MissingRule.REFUSE);
    Weighting weighting = section.choice("weights", Weighting.class, Weighting.ENTROPY);
    ScoreMethod method = section.choice("method", ScoreMethod.class, ScoreMethod.ENTROPY_TOPSIS);
    double distinguishing = section.number("distinguishing-coefficient", 0.5);
    if (scope == Scope.PER_YEAR) {
      requireTime("scope", "per-year");
    }
    if (missing == MissingRule.INTERPOLATE) {
      requireTime("missing", "interpolate");
    }
    if (section.anyProblem()) {
      return Optional.empty();
    }
    return section.build(
        () ->
            new TopsisOptions(
                indicators,
                scope,
                normalisation,
                shift,
                missing,
                weighting,
                method,
                distinguishing));
  }

  private void requireTime(String key, String value) {
    if (!hasTime) {
      section.problem(key, "= " + value + " needs panel.time");
    }
  }

  private List<Indicator> indicators() {
    if (!section.has("indicators")) {
      section.problem("indicators", "is required and missing");
    }
    List<Indicator> indicators = new ArrayList<>();
    for (SettingsReader item : section.sections("indicators")) {
      String column = item.text("column");
      String criterion = item.text("criterion", "");
      Direction direction = item.choice("direction", Direction.class);
      String label = item.text("label", column);
      double weight = item.number("weight", Double.NaN);
      item.build(() -> new Indicator(column, criterion, direction, label, weight))
          .ifPresent(indicators::add);
    }
    return indicators;
  }

  private static Optional<CouplingOptions> coupling(SettingsReader reader) {
    List<String> criteria = reader.texts("criteria");
    List<Double> weights = reader.numbers("weights", List.of());
    CouplingOptions.CoupledScore score =
        reader.choice(
            "score", CouplingOptions.CoupledScore.class, CouplingOptions.CoupledScore.INDEX);
    return reader.build(() -> new CouplingOptions(criteria, weights, score));
  }

  private Optional<TopsisSettings.Further> further(Optional<TopsisOptions> options) {
    Optional<String> giniGroup =
        section.optionalSection("gini").map(reader -> reader.text("group"));
    boolean convergence = section.flag("convergence", false);
    if (convergence) {
      requireTime("convergence", "true");
    }
    int points = 0;
    if (section.kind("density") == Kind.OBJECT) {
      points = section.section("density").integer("points", POINTS);
    } else if (section.flag("density", false)) {
      points = POINTS;
    }
    int densityPoints = points;
    Optional<RobustnessOptions> robustness =
        section.optionalSection("robustness").flatMap(reader -> robustness(reader, options));
    return section.build(
        () -> new TopsisSettings.Further(giniGroup, convergence, densityPoints, robustness));
  }

  private static Optional<RobustnessOptions> robustness(
      SettingsReader reader, Optional<TopsisOptions> options) {
    int topK = reader.integer("top-k", 5);
    List<Normalisation> normalisations = choices(reader, "normalisations", Normalisation.class);
    List<Double> shifts = reader.numbers("shifts", List.of(0.0, 0.0001));
    List<Weighting> weightings = choices(reader, "weights", Weighting.class);
    boolean leaveOneOut = reader.flag("leave-one-out", true);
    if (options.isPresent() && weightings.contains(Weighting.USER)) {
      reader.build("weights", () -> options.get().withWeighting(Weighting.USER));
    }
    return reader.build(
        () -> new RobustnessOptions(topK, normalisations, shifts, weightings, leaveOneOut));
  }

  /** A list of an enum's constants; by default all but weights that a user would have to give. */
  private static <E extends Enum<E>> List<E> choices(
      SettingsReader reader, String key, Class<E> type) {
    List<E> all =
        Arrays.stream(type.getEnumConstants()).filter(one -> one != Weighting.USER).toList();
    if (!reader.has(key)) {
      return all;
    }
    List<E> chosen = new ArrayList<>();
    for (Setting element : reader.elements(key)) {
      Optional<E> known = element.choice(type);
      known.ifPresent(chosen::add);
      if (known.isEmpty()) {
        element.problem("must be one of " + TopsisJson.words(type) + ", got " + element.text());
      }
    }
    return chosen;
  }
}
