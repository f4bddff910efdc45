package org.panelworks.regression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The order of labels: by number where all are numbers, else by their characters. */
final class LabelOrder {
  private LabelOrder() {}

  /** The order of the labels of one column. */
  static Comparator<String> ofColumn(Collection<String> labels) {
    boolean numeric = labels.stream().allMatch(FormulaText::isNumber);
    Comparator<String> byText = Comparator.naturalOrder();
    return numeric ? Comparator.comparingDouble(Double::parseDouble).thenComparing(byText) : byText;
  }

  /** The order of levels by the labels of several columns, the first column first. */
  static Comparator<List<String>> of(Collection<List<String>> levels) {
    List<Comparator<String>> columns = new ArrayList<>();
    int width = levels.isEmpty() ? 0 : levels.iterator().next().size();
    for (int c = 0; c < width; c++) {
      int column = c;
      columns.add(ofColumn(levels.stream().map(level -> level.get(column)).toList()));
    }
    return (left, right) -> {
      int sign = 0;
      for (int c = 0; c < columns.size() && sign == 0; c++) {
        sign = columns.get(c).compare(left.get(c), right.get(c));
      }
      return sign;
    };
  }
}
