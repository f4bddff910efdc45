package org.panelworks.stats;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.panel.PanelBlock;

/** Numbers the levels of a category column across blocks, each of which has its own dictionary. */
final class GroupIndex implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The number of a row that belongs to no group. */
  static final int NONE = -1;

  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  /** Numbers the labels in the order given. */
  static GroupIndex of(List<String> labels) {
    GroupIndex index = new GroupIndex();
    labels.forEach(index::number);
    return index;
  }

  int size() {
    return numbers.size();
  }

  /** The number of a label, a new one if it was not seen before. */
  int number(String label) {
    Integer known = numbers.putIfAbsent(label, numbers.size());
    return known == null ? numbers.size() - 1 : known;
  }

  /** The labels by number. */
  List<String> labels() {
    return List.copyOf(numbers.keySet());
  }

  /**
   * The group of each row of the sample, [rows]; {@link #NONE} for rows outside the sample and rows
   * whose group is missing. Levels not seen before are numbered.
   */
  int[] groups(PanelBlock block, int column) {
    int[] codes = block.codes(column);
    String[] dictionary = block.dictionary(column);
    int[] numberOfCode = new int[dictionary.length];
    Arrays.fill(numberOfCode, NONE);
    int[] groups = new int[block.rows()];
    for (int row = 0; row < groups.length; row++) {
      int code = codes[row];
      if (code < 0 || !block.inSample(row)) {
        groups[row] = NONE;
        continue;
      }
      if (numberOfCode[code] == NONE) {
        numberOfCode[code] = number(dictionary[code]);
      }
      groups[row] = numberOfCode[code];
    }
    return groups;
  }

  /** Labels in the order of tables: by value where all are numbers, otherwise as text. */
  static List<String> sorted(List<String> labels) {
    List<String> sorted = new ArrayList<>(labels);
    sorted.sort(Comparator.naturalOrder());
    try {
      sorted.sort(Comparator.comparing(BigDecimal::new));
    } catch (NumberFormatException notAllNumbers) {
      sorted.sort(Comparator.naturalOrder());
    }
    return List.copyOf(sorted);
  }
}
