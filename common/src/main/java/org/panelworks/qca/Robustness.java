package org.panelworks.qca;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.panelworks.EstimationException;

/**
 * An analysis against variants of itself (Oana and Schneider 2024): which terms stay, and what all
 * solutions have in common.
 *
 * <p>The robust core is the intersection of the baseline's solution with every variant's, each
 * variant's terms evaluated on the baseline's memberships. A variant that cannot be estimated is
 * listed with its reason and does not enter the core. Where models are ambiguous the first is
 * compared, and their number is given.
 *
 * @param baseline the analysis itself
 * @param variants its variants, in the order given
 * @param coreTerms the core's terms: what the terms of all solutions have in common, without those
 *     that lie within others and those that contradict themselves
 * @param core fit of the robust core in the outcome
 * @param coreConsistencyRatio consistency of the baseline's solution over that of the core (RF
 *     consistency)
 * @param coreCoverageRatio coverage of the core over that of the baseline's solution (RF coverage)
 */
public record Robustness(
    Run baseline,
    List<Run> variants,
    List<String> coreTerms,
    SetFit core,
    double coreConsistencyRatio,
    double coreCoverageRatio) {
  public Robustness {
    variants = List.copyOf(variants);
    coreTerms = List.copyOf(coreTerms);
  }

  /**
   * One analysis.
   *
   * @param name what differs from the baseline
   * @param models number of models that fit equally well; 0 where none could be estimated
   * @param model the one compared
   * @param kept terms of the baseline that it has
   * @param implied terms of the baseline that lie within a wider term of it
   * @param lost the other terms of the baseline that it lacks
   * @param gained terms that the baseline lacks
   * @param refusal why it could not be estimated
   */
  public record Run(
      String name,
      int models,
      Optional<Model> model,
      List<String> kept,
      List<String> implied,
      List<String> lost,
      List<String> gained,
      Optional<String> refusal) {
    public Run {
      kept = List.copyOf(kept);
      implied = List.copyOf(implied);
      lost = List.copyOf(lost);
      gained = List.copyOf(gained);
    }
  }

  /** Compares the variants with the baseline. */
  public static Robustness of(
      RobustnessVariant baseline, List<RobustnessVariant> variants, SolutionKind kind) {
    QcaSample sample = baseline.sample().get();
    Run first = run(baseline, kind, Optional.empty());
    Model model = first.model().orElseThrow(() -> refused(first));
    TermIntersection common = TermIntersection.of(model);
    double[] core = sample.memberships(model);
    List<Run> runs = new ArrayList<>();
    for (RobustnessVariant variant : variants) {
      Run run = run(variant, kind, Optional.of(model));
      runs.add(run);
      if (run.model().isPresent()) {
        common = common.with(run.model().get());
        double[] other = sample.memberships(run.model().get());
        Arrays.setAll(core, i -> Math.min(core[i], other[i]));
      }
    }
    SetFit fit = SetFit.of(core, sample.outcomeValues());
    return new Robustness(
        first,
        runs,
        common.labels(sample.space()),
        fit,
        model.consistency() / fit.consistency(),
        fit.coverage() / model.coverage());
  }

  private static EstimationException refused(Run baseline) {
    return new EstimationException(
        "robustness has no baseline: " + baseline.refusal().orElse("no model"));
  }

  /**
   * The leave-one-out variants: the analysis without each case in turn, all its times where it has
   * several.
   *
   * @param cases the case of each row
   * @param without the sample without a case
   */
  public static List<RobustnessVariant> leaveOneOut(
      List<String> cases, Function<String, QcaSample> without, QcaOptions options) {
    List<RobustnessVariant> variants = new ArrayList<>();
    for (String left : new LinkedHashSet<>(cases)) {
      variants.add(new RobustnessVariant("without " + left, () -> without.apply(left), options));
    }
    return variants;
  }

  private static Run run(RobustnessVariant variant, SolutionKind kind, Optional<Model> baseline) {
    try {
      QcaResult result = QcaAnalysis.of(variant.options()).fit(variant.sample().get());
      Model model = kind.first(result);
      List<String> own = terms(model);
      List<String> before = baseline.map(Robustness::terms).orElse(own);
      List<String> implied =
          baseline.map(terms -> TermIntersection.implied(terms, model)).orElse(List.of());
      return new Run(
          variant.name(),
          kind.models(result),
          Optional.of(model),
          before.stream().filter(own::contains).toList(),
          implied,
          before.stream().filter(t -> !own.contains(t) && !implied.contains(t)).toList(),
          own.stream().filter(term -> !before.contains(term)).toList(),
          Optional.empty());
    } catch (EstimationException e) {
      return new Run(
          variant.name(),
          0,
          Optional.empty(),
          List.of(),
          List.of(),
          baseline.map(Robustness::terms).orElse(List.of()),
          List.of(),
          Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private static List<String> terms(Model model) {
    return model.terms().stream().map(SolutionTerm::label).toList();
  }
}
