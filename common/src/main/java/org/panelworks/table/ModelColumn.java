package org.panelworks.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a regression table shows of one model.
 *
 * @param name the column's name, such as {@code (1)}
 * @param depvar the dependent variable
 * @param subsample which part of a split sample the model is estimated on, if any
 * @param heading a further head of the column, such as {@code 2SLS}; empty for none
 * @param terms the estimated terms, in the model's order
 * @param omitted the terms that were dropped as collinear, in the model's order
 * @param fixedEffects names of the absorbed fixed effects, such as {@code stkcd} and {@code
 *     industry^year}
 * @param statistics what is known of the model; NaN counts as not known
 * @param covariance completes the sentence "standard errors …", such as {@code clustered by stkcd}
 * @param correction the small-sample correction in words; empty where none needs stating
 * @param remarks what else the note must say of the model, such as {@code Weighted by pop}
 * @param extras further rows by their label
 */
public record ModelColumn(
    String name,
    String depvar,
    Optional<ModelColumn.Subsample> subsample,
    String heading,
    List<Term> terms,
    List<Omitted> omitted,
    List<String> fixedEffects,
    Map<ModelStatistic, Double> statistics,
    String covariance,
    String correction,
    List<String> remarks,
    Map<String, Cell> extras) {

  /**
   * One estimated term.
   *
   * @param name as the model names it, such as {@code l(dt, 1)}
   * @param estimate the coefficient
   * @param stdError its standard error
   * @param statistic the t (or z) statistic
   * @param pValue two-sided, a fraction
   */
  public record Term(
      String name, double estimate, double stdError, double statistic, double pValue) {}

  /**
   * A part of a sample that was split by a variable.
   *
   * @param variable that it was split by
   * @param value of the variable in the rows used; empty for the full sample
   */
  public record Subsample(String variable, Optional<String> value) {}

  /**
   * A term that the model could not hold.
   *
   * @param name as the model names it
   * @param reason why, such as {@code a linear combination of the fixed effects}
   */
  public record Omitted(String name, String reason) {}

  public ModelColumn {
    terms = List.copyOf(terms);
    omitted = List.copyOf(omitted);
    fixedEffects = List.copyOf(fixedEffects);
    statistics = Map.copyOf(statistics);
    remarks = List.copyOf(remarks);
    extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
  }

  /** Starts a column. */
  public static Builder builder(String name, String depvar) {
    return new Builder(name, depvar);
  }

  Optional<Term> term(String term) {
    return terms.stream().filter(candidate -> candidate.name().equals(term)).findFirst();
  }

  boolean omits(String term) {
    return omitted.stream().anyMatch(candidate -> candidate.name().equals(term));
  }

  /** Estimated and omitted terms. */
  List<String> termNames() {
    List<String> names = new ArrayList<>();
    terms.forEach(term -> names.add(term.name()));
    omitted.forEach(term -> names.add(term.name()));
    return names;
  }

  double statistic(ModelStatistic statistic) {
    return statistics.getOrDefault(statistic, Double.NaN);
  }

  /** Collects what a table shows of one model. */
  public static final class Builder {
    private final String name;
    private final String depvar;
    private Optional<Subsample> subsample = Optional.empty();
    private String heading = "";
    private final List<Term> terms = new ArrayList<>();
    private final List<Omitted> omitted = new ArrayList<>();
    private List<String> fixedEffects = List.of();
    private final Map<ModelStatistic, Double> statistics = new EnumMap<>(ModelStatistic.class);
    private String covariance = "";
    private String correction = "";
    private final List<String> remarks = new ArrayList<>();
    private final Map<String, Cell> extras = new LinkedHashMap<>();

    private Builder(String name, String depvar) {
      this.name = name;
      this.depvar = depvar;
    }

    /** The part of a split sample; no value stands for the full sample. */
    public Builder subsample(String variable, Optional<String> value) {
      subsample = Optional.of(new Subsample(variable, value));
      return this;
    }

    /** A further head of the column. */
    public Builder heading(String text) {
      heading = text;
      return this;
    }

    /** An estimated term; the standard error is not a variance, the p-value is two-sided. */
    public Builder term(
        String term, double estimate, double stdError, double statistic, double pValue) {
      terms.add(new Term(term, estimate, stdError, statistic, pValue));
      return this;
    }

    /** A term dropped as collinear, and why. */
    public Builder omitted(String term, String reason) {
      omitted.add(new Omitted(term, reason));
      return this;
    }

    /** The absorbed fixed effects. */
    public Builder fixedEffects(List<String> names) {
      fixedEffects = List.copyOf(names);
      return this;
    }

    /** A statistic of the model. */
    public Builder statistic(ModelStatistic statistic, double value) {
      statistics.put(statistic, value);
      return this;
    }

    /** Completes the sentence "standard errors …". */
    public Builder covariance(String phrase) {
      covariance = phrase;
      return this;
    }

    /** The small-sample correction in words. */
    public Builder correction(String phrase) {
      correction = phrase;
      return this;
    }

    /** A sentence of the note, without its full stop. */
    public Builder remark(String sentence) {
      remarks.add(sentence);
      return this;
    }

    /** A further row. */
    public Builder extra(String label, Cell cell) {
      extras.put(label, cell);
      return this;
    }

    /** The column. */
    public ModelColumn build() {
      return new ModelColumn(
          name,
          depvar,
          subsample,
          heading,
          terms,
          omitted,
          fixedEffects,
          statistics,
          covariance,
          correction,
          remarks,
          extras);
    }
  }
}
