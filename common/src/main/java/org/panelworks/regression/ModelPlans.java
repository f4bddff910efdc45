package org.panelworks.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.panelworks.DataException;
import org.panelworks.SettingsException;

/** The models asked for, one for each part of a split model's sample, with their columns. */
final class ModelPlans {
  private final Levels levels;
  private final List<ModelPlan> plans = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();

  private ModelPlans(Levels levels) {
    this.levels = levels;
  }

  /** Plans in the order of the models asked for, the parts of each together. */
  static ModelPlans of(List<ModelSpec> specs, Levels levels) {
    ModelPlans plans = new ModelPlans(levels);
    for (ModelSpec spec : specs) {
      plans.starts.add(plans.plans.size());
      plans.parts(spec).forEach(part -> plans.add(spec, part));
    }
    plans.starts.add(plans.plans.size());
    return plans;
  }

  List<ModelPlan> all() {
    return plans;
  }

  /** What belongs to each model asked for of what there is one of for each plan. */
  <T> List<List<T>> bySpec(List<T> ofPlans) {
    List<List<T>> lists = new ArrayList<>();
    for (int spec = 0; spec + 1 < starts.size(); spec++) {
      lists.add(List.copyOf(ofPlans.subList(starts.get(spec), starts.get(spec + 1))));
    }
    return lists;
  }

  /** The parts of a model's sample: a level of the splitting column, none for the full sample. */
  private List<List<DesignColumn.Indicator>> parts(ModelSpec spec) {
    Split split = spec.split();
    List<List<DesignColumn.Indicator>> parts = new ArrayList<>();
    if (split.parts() != Split.Parts.VALUES) {
      parts.add(List.of());
    }
    if (!split.isNone()) {
      values(spec).forEach(v -> parts.add(List.of(new DesignColumn.Indicator(split.column(), v))));
    }
    return parts;
  }

  private List<String> values(ModelSpec spec) {
    String column = spec.split().column();
    String where = "model " + spec.name() + ": split by " + column;
    OptionalInt count = levels.count(column, spec.predicate());
    if (count.isEmpty() || count.getAsInt() > Split.MAX_VALUES) {
      throw new SettingsException(
          where
              + " makes "
              + (count.isEmpty() ? "more than " + Levels.MAX_LEVELS : "" + count.getAsInt())
              + " subsamples, at most "
              + Split.MAX_VALUES
              + " are estimated");
    }
    if (count.getAsInt() == 0) {
      throw new DataException(where + ": every value of it is missing in the sample");
    }
    return levels.labels(column, spec.predicate());
  }

  private void add(ModelSpec spec, List<DesignColumn.Indicator> part) {
    StringBuilder name = new StringBuilder(spec.name());
    part.forEach(
        level -> name.append(", ").append(level.column()).append(" = ").append(level.label()));
    Design design = Design.of(spec.formula(), new SampleLevels(levels, spec.predicate(), part));
    plans.add(
        new ModelPlan(
            plans.size(),
            spec.named(name.toString()),
            part,
            ModelPlan.column(spec.formula().response()),
            design.columns()));
  }
}
