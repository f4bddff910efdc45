package org.panelworks.regression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.panelworks.DataException;
import org.panelworks.SettingsException;
import org.panelworks.regression.DesignColumn.Indicator;

/** Turns terms into columns: which levels a category has in which term, and in what order. */
final class DesignCoding {
  private final SampleLevels levels;

  DesignCoding(SampleLevels levels) {
    this.levels = levels;
  }

  /**
   * The columns of the terms.
   *
   * @param spansConstant whether something else in the model spans the constant
   */
  List<DesignColumn> columns(List<Term> terms, boolean spansConstant) {
    List<DesignColumn> columns = new ArrayList<>();
    // Without a constant the first factor, and the first i() that is a term, keep every level.
    boolean factorKeepsAll = !spansConstant;
    boolean firstOfI = true;
    for (int index = 0; index < terms.size(); index++) {
      List<DesignColumn> product = List.of(new DesignColumn("", List.of(), List.of()));
      Term term = terms.get(index);
      for (TermFactor factor : term.factors()) {
        boolean loses = false;
        if (factor instanceof TermFactor.Dummies) {
          loses = !factorKeepsAll && restIsEarlier(terms, index, factor);
          factorKeepsAll = false;
        } else if (term.factors().size() == 1 && !(factor instanceof TermFactor.Numeric)) {
          loses = spansConstant || !firstOfI;
          firstOfI = false;
        }
        product = product(term, product, pieces(factor, loses));
      }
      if (product.isEmpty()) {
        throw new DataException(
            term.name() + " has no column: in the sample its reference is the only level");
      }
      columns.addAll(product);
    }
    return columns;
  }

  /** R's rule for contrasts: the term without the factor is empty or within an earlier term. */
  private static boolean restIsEarlier(List<Term> terms, int index, TermFactor factor) {
    Set<TermFactor> rest = new HashSet<>(terms.get(index).factors());
    rest.remove(factor);
    return rest.isEmpty()
        || terms.subList(0, index).stream().anyMatch(term -> term.factors().containsAll(rest));
  }

  private List<DesignColumn> pieces(TermFactor factor, boolean losesFirst) {
    List<DesignColumn> pieces = new ArrayList<>();
    if (factor instanceof TermFactor.Numeric numeric) {
      pieces.add(new DesignColumn(factor.name(), List.of(numeric.expression()), List.of()));
    } else if (factor instanceof TermFactor.Dummies dummies) {
      List<String> labels = labels(factor, dummies.column());
      for (String label : losesFirst ? labels.subList(1, labels.size()) : labels) {
        pieces.add(indicator(factor.name() + label, dummies.column(), label));
      }
    } else if (factor instanceof TermFactor.Categories category) {
      List<String> labels = labels(factor, category.column());
      List<String> chosen = category.levels().chosen(factor.name(), category.column(), labels);
      boolean drops = losesFirst && category.levels().isUnstated();
      for (String label : drops ? labels.subList(1, labels.size()) : chosen) {
        pieces.add(indicator(levelName(category.column(), label), category.column(), label));
      }
    } else if (factor instanceof TermFactor.CategoriesByNumber category) {
      pieces.addAll(slopes(category));
    } else if (factor instanceof TermFactor.CategoryPairs pairs) {
      pieces.addAll(pairs(pairs, losesFirst));
    }
    return pieces;
  }

  private List<DesignColumn> slopes(TermFactor.CategoriesByNumber category) {
    List<String> labels = labels(category, category.column());
    List<DesignColumn> slopes = new ArrayList<>();
    for (String label : category.levels().chosen(category.name(), category.column(), labels)) {
      slopes.add(
          new DesignColumn(
              levelName(category.column(), label) + ":" + category.number().name(),
              List.of(category.number()),
              List.of(new Indicator(category.column(), label))));
    }
    return slopes;
  }

  private List<DesignColumn> pairs(TermFactor.CategoryPairs factor, boolean losesFirst) {
    String column = factor.column();
    String other = factor.other();
    List<String> firsts = factor.levels().chosen(factor.name(), column, labels(factor, column));
    List<String> seconds = factor.otherLevels().chosen(factor.name(), other, labels(factor, other));
    List<DesignColumn> columns = new ArrayList<>();
    for (List<String> pair : levels.pairs(column, other)) {
      if (firsts.contains(pair.get(0)) && seconds.contains(pair.get(1))) {
        columns.add(
            new DesignColumn(
                levelName(column, pair.get(0)) + ":" + levelName(other, pair.get(1)),
                List.of(),
                List.of(new Indicator(column, pair.get(0)), new Indicator(other, pair.get(1)))));
      }
    }
    boolean drops =
        losesFirst
            && factor.levels().isUnstated()
            && factor.otherLevels().isUnstated()
            && !columns.isEmpty();
    return drops ? columns.subList(1, columns.size()) : columns;
  }

  private List<String> labels(TermFactor factor, String column) {
    List<String> labels = levels.labels(column);
    if (labels.isEmpty()) {
      throw new DataException(
          factor.name() + ": every value of " + column + " is missing in the sample");
    }
    return labels;
  }

  private static DesignColumn indicator(String name, String column, String label) {
    return new DesignColumn(name, List.of(), List.of(new Indicator(column, label)));
  }

  private static String levelName(String column, String label) {
    return FormulaText.columnName(column) + "::" + label;
  }

  private static List<DesignColumn> product(
      Term term, List<DesignColumn> left, List<DesignColumn> right) {
    if ((long) left.size() * right.size() > Design.MAX_COLUMNS) {
      throw new SettingsException(
          "the term "
              + term.name()
              + " has "
              + (long) left.size() * right.size()
              + " columns, more than "
              + Design.MAX_COLUMNS
              + ": absorb a category of many levels as a fixed effect, after |");
    }
    List<DesignColumn> products = new ArrayList<>();
    for (DesignColumn slow : right) {
      for (DesignColumn fast : left) {
        List<NumericExpression> numbers = new ArrayList<>(fast.numbers());
        numbers.addAll(slow.numbers());
        List<Indicator> indicators = new ArrayList<>(fast.indicators());
        indicators.addAll(slow.indicators());
        String name = fast.name().isEmpty() ? slow.name() : fast.name() + ":" + slow.name();
        products.add(new DesignColumn(name, numbers, indicators));
      }
    }
    return products;
  }
}
