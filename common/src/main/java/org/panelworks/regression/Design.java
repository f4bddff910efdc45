package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.panelworks.SettingsException;

/**
 * The columns that a formula's terms become once the levels of its categories are known.
 *
 * <p>{@code factor(x)} is coded as R codes a factor in a model formula (Chambers and Hastie, 1992,
 * section 2.4.1): it loses its first level where the rest of its term is contained in an earlier
 * term, or is the intercept that the model or a fixed effect spans; without either, the model's
 * first factor keeps all. {@code i(x)} follows fixest 0.12: a term that is just {@code i(x)} or
 * {@code i(x, i.z)}, with neither {@code ref} nor {@code keep}, loses its first level, unless it is
 * the first such term of a model whose constant is spanned by nothing; {@code i(x, number)} and
 * {@code i()} inside an interaction keep all. In a product the first factor varies fastest.
 *
 * <p>Levels are those of the rows of the model's sample before rows with missing values go; columns
 * that are then zero in every row are for the estimator to drop by name.
 */
public final class Design implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The most columns of one formula. */
  public static final int MAX_COLUMNS = 2_000;

  private final List<DesignColumn> columns;
  private final List<DesignColumn> endogenous;
  private final List<DesignColumn> instruments;

  private Design(
      List<DesignColumn> columns, List<DesignColumn> endogenous, List<DesignColumn> instruments) {
    this.columns = List.copyOf(columns);
    this.endogenous = List.copyOf(endogenous);
    this.instruments = List.copyOf(instruments);
  }

  /** The design over the whole sample. */
  public static Design of(Formula formula, Levels levels) {
    return of(formula, levels, Levels.WHOLE_SAMPLE);
  }

  /**
   * The design over a model's own sample.
   *
   * @param sample the column that marks the sample's rows, as given to {@link Levels#over}
   */
  public static Design of(Formula formula, Levels levels, String sample) {
    return of(formula, new SampleLevels(levels, sample, List.of()));
  }

  /** The design over the rows that have some levels. */
  static Design of(Formula formula, SampleLevels levels) {
    DesignCoding coding = new DesignCoding(levels);
    List<DesignColumn> columns = coding.columns(formula.terms(), formula.spansConstant());
    List<DesignColumn> endogenous = List.of();
    List<DesignColumn> instruments = List.of();
    if (formula.instruments().isPresent()) {
      Instruments part = formula.instruments().get();
      endogenous = coding.columns(part.endogenous(), true);
      instruments = coding.columns(part.instruments(), true);
    }
    int all = columns.size() + endogenous.size() + instruments.size();
    if (all > MAX_COLUMNS) {
      throw new SettingsException(
          "formula \""
              + formula
              + "\" has "
              + all
              + " columns, more than "
              + MAX_COLUMNS
              + ": absorb a category of many levels as a fixed effect, after |");
    }
    return new Design(columns, endogenous, instruments);
  }

  /** The exogenous regressors without the intercept, for which see {@link Formula#intercept()}. */
  public List<DesignColumn> columns() {
    return columns;
  }

  /** The endogenous regressors. */
  public List<DesignColumn> endogenous() {
    return endogenous;
  }

  /** The excluded instruments. */
  public List<DesignColumn> instruments() {
    return instruments;
  }

  /** Every expression and category that the columns use, to see which rows are complete. */
  public List<DesignColumn> all() {
    Set<DesignColumn> seen = new HashSet<>();
    List<DesignColumn> all = new ArrayList<>();
    for (List<DesignColumn> part : List.of(columns, endogenous, instruments)) {
      part.stream().filter(seen::add).forEach(all::add);
    }
    return List.copyOf(all);
  }
}
