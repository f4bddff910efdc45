package org.panelworks.qca;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.panelworks.DataException;
import org.panelworks.EstimationException;

/**
 * Cases with their calibrated sets. The arrays are borrowed and never written.
 *
 * <p>Refused: two cases of one name, a missing value, a membership outside [0, 1] (which is how an
 * uncalibrated column shows), a level that is no whole number or not below the condition's number
 * of levels, and a set in which every case has the same membership, because nothing follows from
 * it.
 */
public final class QcaSample {
  private static final int NAMED = 5;

  private final List<String> cases;
  private final ConfigurationSpace space;
  private final double[][] values;
  private final String outcome;
  private final double[] outcomeValues;

  private QcaSample(
      List<String> cases,
      ConfigurationSpace space,
      double[][] values,
      String outcome,
      double[] outcomeValues) {
    this.cases = cases;
    this.space = space;
    this.values = values;
    this.outcome = outcome;
    this.outcomeValues = outcomeValues;
  }

  /**
   * A checked sample.
   *
   * @param cases the names, [cases]
   * @param conditions the conditions, [conditions]
   * @param values memberships, or levels of a multi-value condition, [conditions][cases]
   * @param outcome the outcome's name
   * @param outcomeValues memberships in the outcome, [cases]
   */
  public static QcaSample of(
      List<String> cases,
      List<Condition> conditions,
      double[][] values,
      String outcome,
      double[] outcomeValues) {
    ConfigurationSpace space = ConfigurationSpace.of(conditions);
    if (values.length != conditions.size()) {
      throw new IllegalArgumentException("each condition must have its values");
    }
    checkNames(cases);
    for (int i = 0; i < values.length; i++) {
      check(cases, conditions.get(i), values[i]);
    }
    check(cases, Condition.fuzzy(outcome), outcomeValues);
    return new QcaSample(List.copyOf(cases), space, values.clone(), outcome, outcomeValues);
  }

  private static void checkNames(List<String> cases) {
    if (cases.isEmpty()) {
      throw new DataException("a qualitative comparative analysis needs cases, got none");
    }
    Set<String> seen = new HashSet<>();
    Set<String> twice = new LinkedHashSet<>();
    for (String name : cases) {
      if (!seen.add(name)) {
        twice.add(name);
      }
    }
    if (!twice.isEmpty()) {
      throw new DataException("case names must differ, got more than once: " + firstFew(twice));
    }
  }

  private static void check(List<String> cases, Condition condition, double[] values) {
    if (values.length != cases.size()) {
      throw new IllegalArgumentException("every case must have a value in " + condition.name());
    }
    Set<String> missing = new LinkedHashSet<>();
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        missing.add(cases.get(i));
      }
    }
    if (!missing.isEmpty()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "every case must have a value in set %s, missing for %d: %s",
              condition.name(),
              missing.size(),
              firstFew(missing)));
    }
    boolean constant = true;
    for (int i = 0; i < values.length; i++) {
      checkValue(cases.get(i), condition, values[i]);
      constant &= values[i] == values[0];
    }
    if (constant) {
      throw new EstimationException(
          String.format(
              Locale.ROOT,
              "set %s must vary between cases, got %s for every case",
              condition.name(),
              values[0]));
    }
  }

  private static void checkValue(String name, Condition condition, double value) {
    if (condition.multiValue()) {
      if (!(value >= 0 && value < condition.levels() && value == Math.rint(value))) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "condition %s must have whole levels from 0 to %d, got %s for case %s",
                condition.name(),
                condition.levels() - 1,
                value,
                name));
      }
    } else if (!(value >= 0 && value <= 1)) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "memberships in set %s must lie in [0, 1], got %s for case %s: calibrate it",
              condition.name(),
              value,
              name));
    }
  }

  private static String firstFew(Set<String> names) {
    String few = String.join(", ", names.stream().limit(NAMED).toList());
    return names.size() > NAMED ? few + ", …" : few;
  }

  /** The same cases and conditions with the outcome's negation, named with a tilde. */
  public QcaSample negated() {
    double[] negation = new double[outcomeValues.length];
    for (int i = 0; i < negation.length; i++) {
      negation[i] = 1 - outcomeValues[i];
    }
    String name = outcome.startsWith("~") ? outcome.substring(1) : "~" + outcome;
    return new QcaSample(cases, space, values, name, negation);
  }

  /** Names of the cases, [cases]. */
  public List<String> cases() {
    return cases;
  }

  public List<Condition> conditions() {
    return space.conditions();
  }

  /** Name of the outcome, with a tilde where it is negated. */
  public String outcome() {
    return outcome;
  }

  /** Memberships in the outcome, [cases]. */
  public double[] outcomeValues() {
    return outcomeValues;
  }

  /** Memberships in a condition, or its levels where it is multi-value, [cases]. */
  public double[] values(int condition) {
    return values[condition];
  }

  ConfigurationSpace space() {
    return space;
  }

  /** Memberships in a literal, [cases]: x, 1 − x, or 1 where the level is the literal's. */
  public double[] memberships(int condition, int level) {
    double[] members = new double[cases.size()];
    for (int i = 0; i < members.length; i++) {
      members[i] = membership(condition, level, i);
    }
    return members;
  }

  /** Memberships in a term, [cases]: the least of its literals' memberships, 1 without literals. */
  public double[] memberships(SolutionTerm term) {
    double[] members = ones();
    term.literals().forEach(literal -> intersect(members, literal.condition(), literal.level()));
    return members;
  }

  /**
   * Memberships in the union of a model's terms, [cases]; the model may have been fitted on another
   * sample of the same conditions.
   */
  public double[] memberships(Model model) {
    double[] union = new double[cases.size()];
    for (SolutionTerm term : model.terms()) {
      double[] members = memberships(term);
      Arrays.setAll(union, i -> Math.max(union[i], members[i]));
    }
    return union;
  }

  private double[] ones() {
    double[] members = new double[cases.size()];
    Arrays.fill(members, 1);
    return members;
  }

  private void intersect(double[] members, int condition, int level) {
    for (int i = 0; i < members.length; i++) {
      members[i] = Math.min(members[i], membership(condition, level, i));
    }
  }

  double membership(int condition, int level, int number) {
    double value = values[condition][number];
    if (space.conditions().get(condition).multiValue()) {
      return value == level ? 1 : 0;
    }
    return level == 1 ? value : 1 - value;
  }

  double[] memberships(Term term) {
    double[] members = ones();
    for (int c = 0; c < values.length; c++) {
      if (term.fixes(c)) {
        intersect(members, c, term.level(c));
      }
    }
    return members;
  }
}
