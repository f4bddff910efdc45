package org.panelworks.jobs.regress;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.panelworks.jobs.panel.PanelSettings;
import org.panelworks.jobs.runtime.Setting;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.regression.Formula;
import org.panelworks.regression.ModelSpec;
import org.panelworks.regression.Singletons;
import org.panelworks.regression.SmallSample;
import org.panelworks.regression.Split;
import org.panelworks.regression.Vcov;
import org.panelworks.regression.WildBootstrap;

/**
 * What holds for a model unless it says otherwise: set for the section, then the table, then the
 * model.
 *
 * @param vcovs the covariances, each of which gives the model once
 * @param smallSample whose rules
 * @param singletons dropped or kept; empty for what the rule's program does
 * @param weights the weights column; empty for none
 * @param predicate the condition on rows; empty for none
 * @param confidenceLevel of the intervals
 * @param wald the terms of each joint test
 * @param wildBootstraps of tests that terms are zero
 * @param split the column for each of whose values a model is estimated
 * @param saved what is written of a model beside its table
 */
record ModelDefaults(
    List<Vcov> vcovs,
    SmallSample smallSample,
    Optional<Singletons> singletons,
    String weights,
    String predicate,
    double confidenceLevel,
    List<List<String>> wald,
    List<WildBootstrap> wildBootstraps,
    Split split,
    Set<Saved> saved) {

  private static final String SPLIT = "split";
  private static final String FULL_SPLIT = "fsplit";

  /** What takes a table's or the section's split from a model. */
  private static final String NONE = "none";

  static ModelDefaults standard() {
    return new ModelDefaults(
        List.of(new Vcov.Iid()),
        SmallSample.REGHDFE,
        Optional.empty(),
        "",
        "",
        0.95,
        List.of(),
        List.of(),
        Split.NONE,
        Set.of());
  }

  /** The defaults with what a section sets. */
  ModelDefaults read(SettingsReader section) {
    return new ModelDefaults(
        section.has("vcov") ? VcovReader.of(section).all("vcov") : vcovs,
        section.choice("ssc", SmallSample.class, smallSample),
        section.optionalChoice("singletons", Singletons.class).or(() -> singletons),
        section.text("weights", weights),
        section.has("sample") ? condition(section) : predicate,
        section.number("confidence-level", confidenceLevel),
        section.has("wald")
            ? section.sections("wald").stream().map(test -> test.texts("terms")).toList()
            : wald,
        section.has(WildBootstrapReader.KEY) ? WildBootstrapReader.all(section) : wildBootstraps,
        split(section),
        section.has("save") ? saved(section) : saved);
  }

  private static Set<Saved> saved(SettingsReader section) {
    Set<Saved> wanted = EnumSet.noneOf(Saved.class);
    for (Setting element : section.elements("save")) {
      Optional<Saved> one = element.choice(Saved.class);
      if (one.isEmpty()) {
        element.problem("must be residuals, fitted or fixed-effects, got " + element.text());
      }
      one.ifPresent(wanted::add);
    }
    return wanted;
  }

  private Split split(SettingsReader section) {
    Optional<String> values = section.optionalText(SPLIT);
    Optional<String> withFull = section.optionalText(FULL_SPLIT);
    if (values.isPresent() && withFull.isPresent()) {
      section.problem(
          FULL_SPLIT, "must not stand beside split: fsplit is split with the full sample first");
    }
    String column = values.or(() -> withFull).orElse(NONE);
    if (column.isEmpty()) {
      section.problem(values.isPresent() ? SPLIT : FULL_SPLIT, "must name a column, or be none");
      return Split.NONE;
    }
    if (column.equals(NONE)) {
      return values.or(() -> withFull).isPresent() ? Split.NONE : split;
    }
    return values.isPresent() ? Split.by(column) : Split.fullAndBy(column);
  }

  /** The condition on rows, checked before anything is read. */
  private static String condition(SettingsReader section) {
    String text = section.text("sample");
    section.build(
        "sample",
        () -> {
          PanelSettings.checkCondition(text);
          return text;
        });
    return text;
  }

  ModelSpec model(String name, Formula formula, Vcov vcov) {
    return new ModelSpec(
        name,
        formula,
        predicate,
        weights,
        vcov,
        smallSample,
        singletons.orElse(smallSample.defaultSingletons()),
        confidenceLevel,
        split,
        wildBootstraps);
  }
}
