package org.panelworks.jobs.simulate;

import java.util.Optional;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.simulation.FirmYearOptions;

/**
 * The section {@code simulate}.
 *
 * @param process which process
 * @param options what it draws
 */
record SimulateSettings(DeclaredProcess process, FirmYearOptions options) {

  /** Reads the section; what is wrong with it is recorded in the reader. */
  static Optional<SimulateSettings> read(SettingsReader section) {
    DeclaredProcess process = section.choice("process", DeclaredProcess.class);
    FirmYearOptions usual = FirmYearOptions.digitalTransformation(1, 3100, 24738);
    if (!section.has("seed")) {
      section.problem("seed", "is required and missing");
    }
    long seed = section.longInteger("seed", 0);
    int firms = section.integer("firms", usual.firms());
    int rows = section.integer("rows", usual.rows());
    int firstYear = section.integer("first-year", usual.firstYear());
    int lastYear = section.integer("last-year", usual.lastYear());
    Optional<FirmYearOptions.Coefficients> coefficients = coefficients(section);
    Optional<FirmYearOptions.Effects> effects = effects(section, usual.effects());
    Optional<FirmYearOptions.Noise> noise = noise(section, usual.noise());
    Optional<FirmYearOptions.Screened> screened = screened(section, usual.screened());
    if (coefficients.isEmpty() || effects.isEmpty() || noise.isEmpty() || screened.isEmpty()) {
      return Optional.empty();
    }
    return section.build(
        () ->
            new SimulateSettings(
                process,
                new FirmYearOptions(
                    seed,
                    firms,
                    rows,
                    firstYear,
                    lastYear,
                    coefficients.get(),
                    effects.get(),
                    noise.get(),
                    screened.get())));
  }

  private static Optional<FirmYearOptions.Coefficients> coefficients(SettingsReader section) {
    SettingsReader truths = section.section("coefficients");
    return truths.build(
        () ->
            new FirmYearOptions.Coefficients(
                truths.number("dt"),
                truths.number("lev"),
                truths.number("lnasset"),
                truths.number("cash"),
                truths.number("age"),
                truths.number("soe"),
                truths.number("opinion"),
                truths.number("board")));
  }

  private static Optional<FirmYearOptions.Effects> effects(
      SettingsReader section, FirmYearOptions.Effects usual) {
    Optional<SettingsReader> given = section.optionalSection("effects");
    if (given.isEmpty()) {
      return Optional.of(usual);
    }
    SettingsReader effects = given.get();
    return effects.build(
        () ->
            new FirmYearOptions.Effects(
                effects.number("firm", usual.firm()),
                effects.number("industry", usual.industry()),
                effects.number("year", usual.year())));
  }

  private static Optional<FirmYearOptions.Noise> noise(
      SettingsReader section, FirmYearOptions.Noise usual) {
    Optional<SettingsReader> given = section.optionalSection("noise");
    if (given.isEmpty()) {
      return Optional.of(usual);
    }
    SettingsReader noise = given.get();
    return noise.build(
        () ->
            new FirmYearOptions.Noise(
                noise.number("sd", usual.sd()),
                noise.number("persistence", usual.persistence()),
                noise.number("outlier-share", usual.outlierShare()),
                noise.number("outlier-sd", usual.outlierSd())));
  }

  private static Optional<FirmYearOptions.Screened> screened(
      SettingsReader section, FirmYearOptions.Screened usual) {
    Optional<SettingsReader> given = section.optionalSection("screened");
    if (given.isEmpty()) {
      return Optional.of(usual);
    }
    SettingsReader screened = given.get();
    return screened.build(
        () ->
            new FirmYearOptions.Screened(
                screened.number("st", usual.st()),
                screened.number("incomplete", usual.incomplete()),
                screened.number("finance", usual.finance()),
                screened.number("delisted", usual.delisted()),
                screened.number("young", usual.young())));
  }
}
