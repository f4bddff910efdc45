package org.panelworks.jobs.regress;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.panelworks.SettingsException;
import org.panelworks.jobs.panel.PanelSettings;
import org.panelworks.jobs.runtime.Kind;
import org.panelworks.jobs.runtime.Setting;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.regression.Dimension;
import org.panelworks.regression.Formula;
import org.panelworks.regression.ModelSpec;
import org.panelworks.regression.Singletons;
import org.panelworks.regression.SmallSample;
import org.panelworks.regression.Vcov;

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
 */
record ModelDefaults(
    List<Vcov> vcovs,
    SmallSample smallSample,
    Optional<Singletons> singletons,
    String weights,
    String predicate,
    double confidenceLevel) {

  static ModelDefaults standard() {
    return new ModelDefaults(
        List.of(new Vcov.Iid()), SmallSample.REGHDFE, Optional.empty(), "", "", 0.95);
  }

  /** The defaults with what a section sets. */
  ModelDefaults read(SettingsReader section) {
    return new ModelDefaults(
        section.has("vcov")
            ? section.elements("vcov").stream().map(ModelDefaults::vcov).toList()
            : vcovs,
        section.choice("ssc", SmallSample.class, smallSample),
        section.optionalChoice("singletons", Singletons.class).or(() -> singletons),
        section.text("weights", weights),
        section.has("sample") ? condition(section) : predicate,
        section.number("confidence-level", confidenceLevel));
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
        confidenceLevel);
  }

  private static Vcov vcov(Setting setting) {
    if (setting.kind() == Kind.OBJECT) {
      return setting.section().map(ModelDefaults::cluster).orElse(new Vcov.Iid());
    }
    String word = setting.text();
    if (word.equals("robust")) {
      return new Vcov.Robust();
    }
    if (!word.equals("iid") && !word.isEmpty()) {
      setting.problem("must be iid, robust or { cluster = [column, …] }, got " + word);
    }
    return new Vcov.Iid();
  }

  private static Vcov cluster(SettingsReader section) {
    List<String> ways = section.texts("cluster");
    return section
        .<Vcov>build(
            "cluster", () -> new Vcov.Cluster(ways.stream().map(ModelDefaults::dimension).toList()))
        .orElse(new Vcov.Iid());
  }

  private static Dimension dimension(String way) {
    List<String> columns = Arrays.stream(way.split("\\^", -1)).map(String::strip).toList();
    if (columns.stream().anyMatch(String::isEmpty)) {
      throw new SettingsException("a cluster must be a column or columns joined by ^, got " + way);
    }
    return new Dimension(columns);
  }
}
