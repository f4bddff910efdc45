package org.panelworks.regression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.panelworks.DataException;
import org.panelworks.SettingsException;
import org.panelworks.linalg.LongIndex;
import org.panelworks.linalg.PairSums;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.panel.PanelSchema;

/**
 * Linear models with any number of fixed effects on a panel held in blocks. All models asked for
 * share the passes over the rows: one that surveys levels and domains where a model has any, one
 * that finds the rows of each model (one more for each round of singletons that crosses units), one
 * for the moments, one for the scores. How many models, columns and tables there are does not
 * change their number.
 *
 * <p>Effects that lie within a unit are taken out unit by unit (the Schur complement of the largest
 * dimension), those that cross units are solved for from the moments, exactly where they have at
 * most 1,500 levels and slopes, and by conjugate gradients beyond. The second pass over the rows
 * forms residuals and absorbed regressors row by row, from which the coefficients are corrected by
 * one Newton step and every sum of squares is taken afresh, so that no digit is lost to the
 * differences of large sums. Where that step is large enough to show in the residuals, as with
 * effects across units that are a million times what they leave, the second pass is made again.
 */
public final class PanelRegression {
  /** Score passes at most; one unless fixed effects are huge beside what they leave. */
  private static final int MAXIMUM_ROUNDS = 3;

  private final Options options;

  private PanelRegression(Options options) {
    this.options = options;
  }

  /** An estimator. */
  public static PanelRegression of(Options options) {
    return new PanelRegression(options);
  }

  /**
   * Choices common to all models.
   *
   * @param collinearTolerance the share of a regressor's variance at or below which it counts as
   *     explained by the fixed effects or by the regressors before it, in [0, 1)
   * @param absorbing how large fixed effects across units are solved for
   */
  public record Options(double collinearTolerance, Absorbing absorbing) {
    public Options {
      if (!(collinearTolerance >= 0 && collinearTolerance < 1)) {
        throw new SettingsException(
            "collinear-tolerance must lie in [0, 1), got " + collinearTolerance);
      }
    }

    /** A tolerance of 1e-9, and {@link Absorbing#defaults}. */
    public static Options defaults() {
      return new Options(1e-9, Absorbing.defaults());
    }
  }

  /**
   * The results of all models with what else was found.
   *
   * @param bySpec for each model asked for, in their order, its results: one, or where the model is
   *     split one for each part of its sample
   * @param domainLosses expressions of the formulas, by name, with the number of values that were
   *     present but outside the domain of a function, such as the log of a value ≤ 0
   * @param estimates of the rows and of the fixed effects, in the order of {@link #models}
   */
  public record Fit(
      List<List<RegressionResult>> bySpec,
      Map<String, Long> domainLosses,
      ModelEstimates estimates) {
    /** The results of all models, one after the other. */
    public List<RegressionResult> models() {
      return bySpec.stream().flatMap(List::stream).toList();
    }
  }

  /**
   * Estimates.
   *
   * @throws SettingsException for what is not available
   * @throws DataException where a model has no rows
   * @throws org.panelworks.EstimationException where a model is not identified
   */
  public Fit fit(PanelBlocks blocks, List<ModelSpec> specs) {
    String unit = blocks.schema().unit();
    specs.forEach(spec -> refuseWithoutTime(spec, blocks.schema()));
    Survey.Findings survey = Survey.of(blocks, specs);
    ModelPlans planned = ModelPlans.of(specs, Levels.of(survey.levels()));
    List<ModelPlan> plans = planned.all();
    List<SampleRule> rules = plans.stream().map(ModelPlan::rule).distinct().toList();
    SamplePass.Samples samples = findSamples(blocks, rules, unit);
    plans.forEach(plan -> refuseEmpty(plan, samples.of(rules.indexOf(plan.rule()))));

    List<ModelGroup> groups = group(plans, rules, samples, unit);
    GroupPasses.Parts<GroupMoments> moments =
        blocks.run(
            "moments of " + plans.size() + " models",
            new GroupPasses.Moments(groups, options.absorbing().driverCells()));
    List<GroupSolution> solutions = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      solutions.add(GroupSolution.of(groups.get(g), moments.parts().get(g), blocks, options));
    }
    List<GroupPasses.Parts<WildDesign>> wild = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      for (GroupModel model : groups.get(g).models()) {
        EffectStructure structure = moments.parts().get(g).structure();
        wild.add(new GroupPasses.Parts<>(WildDesign.of(groups.get(g), model.plan(), structure)));
      }
    }
    GroupPasses.Scored scores = scores(blocks, groups, solutions, wild);

    RegressionResult[] results = new RegressionResult[plans.size()];
    FittedModel[] fitted = new FittedModel[plans.size()];
    int next = 0;
    for (int g = 0; g < groups.size(); g++) {
      for (int m = 0; m < groups.get(g).models().size(); m++) {
        GroupModel model = groups.get(g).models().get(m);
        SampleStatistics sample = samples.of(rules.indexOf(model.plan().rule()));
        ModelSolution solution = solutions.get(g).models().get(m);
        ModelInference inference =
            ModelInference.of(
                groups.get(g),
                model,
                moments.parts().get(g),
                sample,
                solutions.get(g),
                m,
                scores.models().get(next++));
        results[model.plan().index()] = inference.result();
        fitted[model.plan().index()] =
            FittedModel.of(
                groups.get(g),
                model,
                solution,
                solutions.get(g).effects(),
                inference.coefficients());
      }
    }
    return new Fit(
        planned.bySpec(List.of(results)),
        survey.domains().counts(),
        new ModelEstimates(List.of(fitted), levelPairs(groups, moments.parts())));
  }

  private static Map<ModelGroup, PairSums> levelPairs(
      List<ModelGroup> groups, List<GroupMoments> moments) {
    Map<ModelGroup, PairSums> pairs = new HashMap<>();
    for (int g = 0; g < groups.size(); g++) {
      pairs.put(groups.get(g), moments.get(g).crossing().pairs());
    }
    return pairs;
  }

  /**
   * Runs the score pass, and again where the solutions that it started from lost digits to huge
   * fixed effects, so that residuals are those of the final coefficients. The list is corrected.
   */
  private GroupPasses.Scored scores(
      PanelBlocks blocks,
      List<ModelGroup> groups,
      List<GroupSolution> solutions,
      List<GroupPasses.Parts<WildDesign>> wild) {
    for (int round = 1; ; round++) {
      refuseOtherTerms(groups, solutions);
      GroupPasses.Scored scores =
          blocks.run("residuals and scores", new GroupPasses.Scores(groups, solutions, wild));
      List<GroupSolution> corrected = new ArrayList<>();
      int next = 0;
      for (int g = 0; g < groups.size(); g++) {
        int models = groups.get(g).models().size();
        corrected.add(
            solutions
                .get(g)
                .corrected(
                    groups.get(g),
                    scores.models().subList(next, next + models),
                    options.collinearTolerance()));
        next += models;
      }
      if (corrected.equals(solutions) || round == MAXIMUM_ROUNDS) {
        return scores;
      }
      solutions.clear();
      solutions.addAll(corrected);
    }
  }

  private static void refuseOtherTerms(List<ModelGroup> groups, List<GroupSolution> solutions) {
    for (int g = 0; g < groups.size(); g++) {
      for (int m = 0; m < groups.get(g).models().size(); m++) {
        WildDesign.refuseOtherTerms(
            groups.get(g).models().get(m).plan(), solutions.get(g).models().get(m));
      }
    }
  }

  private static void refuseWithoutTime(ModelSpec spec, PanelSchema schema) {
    if (spec.vcov() instanceof Vcov.DriscollKraay serial) {
      refuseOtherGrouping(spec, "time", serial.time(), schema.time());
    }
    if (spec.vcov() instanceof Vcov.NeweyWest serial) {
      refuseOtherGrouping(spec, "unit", serial.unit(), schema.unit());
      refuseOtherGrouping(spec, "time", serial.time(), schema.time());
    }
    if (spec.formula().usesTime() && (schema.unit().isEmpty() || schema.time().isEmpty())) {
      throw new SettingsException(
          "model "
              + spec.name()
              + ": lags, leads and differences need a panel with a unit and a time: "
              + spec.formula().text());
    }
  }

  private static void refuseOtherGrouping(
      ModelSpec spec, String role, String asked, String actual) {
    if (actual.isEmpty() || !actual.equals(asked)) {
      throw new SettingsException(
          "model "
              + spec.name()
              + ": "
              + spec.vcov().type()
              + " goes by the panel's "
              + role
              + (actual.isEmpty() ? ", and the panel has none" : ", " + actual + ", not " + asked));
    }
  }

  private static SamplePass.Samples findSamples(
      PanelBlocks blocks, List<SampleRule> rules, String unit) {
    List<List<LongIndex>> dead = new ArrayList<>();
    for (SampleRule rule : rules) {
      List<LongIndex> none = new ArrayList<>();
      rule.singletonDimensions().forEach(dimension -> none.add(new LongIndex()));
      dead.add(none);
    }
    while (true) {
      SamplePass.Samples samples =
          blocks.run("rows of " + rules.size() + " samples", new SamplePass(rules, dead, unit));
      int found = 0;
      for (int i = 0; i < rules.size(); i++) {
        found += samples.of(i).buryCrossingSingletons();
        dead.set(i, samples.of(i).dead());
      }
      if (found == 0) {
        return samples;
      }
    }
  }

  private static void refuseEmpty(ModelPlan plan, SampleStatistics sample) {
    SampleTally tally = sample.tally();
    if (tally.negativeWeights > 0) {
      throw new DataException(
          "model "
              + plan.spec().name()
              + ": the weights "
              + sample.rule().weights()
              + " must not be negative, "
              + tally.negativeWeights
              + " rows are");
    }
    if (sample.rows() == 0) {
      throw new DataException(
          "model " + plan.spec().name() + ": no rows left: " + losses(plan.spec(), sample));
    }
  }

  private static String losses(ModelSpec spec, SampleStatistics sample) {
    SampleTally tally = sample.tally();
    if (tally.considered == 0 && !spec.predicate().isEmpty()) {
      return "its sample `" + spec.predicate() + "` holds none";
    }
    List<String> missing = new ArrayList<>();
    sample.missingByColumn().forEach((column, rows) -> missing.add(column + " " + rows));
    return "of "
        + tally.considered
        + " rows, "
        + tally.missing
        + " have missing values"
        + (missing.isEmpty() ? "" : " (" + String.join(", ", missing) + ")")
        + (tally.weightless == 0 ? "" : ", " + tally.weightless + " have a weight of zero")
        + " and "
        + tally.singletons
        + " are singletons";
  }

  /** Puts models together that have the same rows, weights, fixed effects and kind of constant. */
  private static List<ModelGroup> group(
      List<ModelPlan> plans, List<SampleRule> rules, SamplePass.Samples samples, String unit) {
    record Likeness(int rows, String weights, Set<FixedEffect> effects, boolean constant) {}
    Map<Likeness, List<ModelPlan>> alike = new LinkedHashMap<>();
    for (ModelPlan plan : plans) {
      int rule = rules.indexOf(plan.rule());
      int rows = 0;
      while (!samples.sameRows(rule, rows)) {
        rows++;
      }
      Likeness likeness =
          new Likeness(rows, plan.rule().weights(), new HashSet<>(plan.effects()), plan.constant());
      alike.computeIfAbsent(likeness, key -> new ArrayList<>()).add(plan);
    }
    List<ModelGroup> groups = new ArrayList<>();
    for (List<ModelPlan> members : alike.values()) {
      Set<SampleRule> ofMembers = new LinkedHashSet<>();
      members.forEach(member -> ofMembers.add(member.rule()));
      List<SampleStatistics> statistics =
          ofMembers.stream().map(rule -> samples.of(rules.indexOf(rule))).toList();
      groups.add(new ModelGroup(members, statistics, unit));
    }
    return groups;
  }
}
