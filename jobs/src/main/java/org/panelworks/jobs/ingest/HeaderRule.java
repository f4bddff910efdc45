package org.panelworks.jobs.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.panelworks.DataException;

/**
 * Finds the header rows.
 *
 * <p>The first row holds codes: letters, digits and underscores, not beginning with a digit, no two
 * alike (upper and lower case counting as equal). Where it does not, but every cell of it is a
 * label of the dictionary, the dictionary gives the codes. The second row holds labels where no
 * cell is a number, a date or a code with leading zero, and a column in which it has a text holds
 * such a value within the next hundred rows (or the dictionary knows its texts as the labels). A
 * third row below labels holds units by the same test, or where each cell is empty or a known word
 * for a unit. Where the rows below are too few or all text, the form must be stated.
 */
final class HeaderRule {
  /** Rows that are looked at to tell headers from data. */
  static final int LOOK = 100;

  private static final Pattern CODE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

  private final String shown;
  private final Optional<HeaderForm> stated;
  private final DataDictionary dictionary;
  private final List<TextRow> rows;

  /**
   * A rule for one file.
   *
   * @param stated the form where the study states it
   * @param rows the first rows of the file, up to {@link #LOOK}
   */
  HeaderRule(
      String shown, Optional<HeaderForm> stated, DataDictionary dictionary, List<TextRow> rows) {
    this.shown = shown;
    this.stated = stated;
    this.dictionary = dictionary;
    this.rows = rows;
  }

  Header header() {
    if (rows.isEmpty()) {
      throw new DataException(shown + ": is empty, without a header");
    }
    List<String> first = trimmed(rows.get(0));
    HeaderForm form = stated.orElseGet(() -> form(first));
    if (rows.size() < form.rows()) {
      throw new DataException(shown + ": has fewer rows than the header form " + form + " needs");
    }
    List<String> none = Collections.nCopies(first.size(), "");
    if (form == HeaderForm.LABELS) {
      return new Header(form, codes(first), first, none);
    }
    checkCodes(first);
    List<String> labels = form.rows() > 1 ? texts(1, first.size()) : none;
    List<String> units = form.rows() > 2 ? texts(2, first.size()) : none;
    return new Header(form, first, labels, units);
  }

  private HeaderForm form(List<String> first) {
    if (!first.stream().allMatch(cell -> CODE.matcher(cell).matches())
        && !dictionary.isEmpty()
        && first.stream().allMatch(label -> dictionary.code(label).isPresent())) {
      return HeaderForm.LABELS;
    }
    if (rows.size() < 2 || hasValue(rows.get(1))) {
      return HeaderForm.CODES;
    }
    if (!isHeader(1) && !isDictionaryLabels(first)) {
      throw new DataException(
          shown
              + ": cannot tell whether row "
              + rows.get(1).line()
              + " holds labels: no column"
              + " below it holds numbers, dates or codes; state `header = codes` or"
              + " `header = codes-labels`");
    }
    return rows.size() > 2 && (isHeader(2) || isUnits(rows.get(2)))
        ? HeaderForm.CODES_LABELS_UNITS
        : HeaderForm.CODES_LABELS;
  }

  private static boolean hasValue(TextRow row) {
    return Arrays.stream(row.cells()).anyMatch(cell -> CellShape.of(cell).isValue());
  }

  /** Whether a row without values has a text where a row below it has a value. */
  private boolean isHeader(int at) {
    String[] cells = rows.get(at).cells();
    if (hasValue(rows.get(at))) {
      return false;
    }
    for (TextRow below : rows.subList(at + 1, rows.size())) {
      for (int i = 0; i < Math.min(cells.length, below.cells().length); i++) {
        if (!cells[i].isEmpty() && CellShape.of(below.cells()[i]).isValue()) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isDictionaryLabels(List<String> codes) {
    String[] cells = rows.get(1).cells();
    for (int i = 0; i < Math.min(cells.length, codes.size()); i++) {
      if (!cells[i].isEmpty() && !dictionary.label(codes.get(i)).equals(cells[i])) {
        return false;
      }
    }
    return !dictionary.isEmpty();
  }

  private static boolean isUnits(TextRow row) {
    return Arrays.stream(row.cells()).allMatch(cell -> cell.isEmpty() || UnitWord.isKnown(cell));
  }

  private List<String> codes(List<String> labels) {
    List<String> codes = new ArrayList<>();
    for (String label : labels) {
      codes.add(
          dictionary
              .code(label)
              .orElseThrow(
                  () ->
                      new DataException(
                          shown + ": the dictionary has no code for the label `" + label + "`")));
    }
    checkCodes(codes);
    return codes;
  }

  private void checkCodes(List<String> codes) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < codes.size(); i++) {
      String code = codes.get(i);
      if (!CODE.matcher(code).matches()) {
        throw new DataException(
            shown
                + ": no header row: cell "
                + (i + 1)
                + " of row "
                + rows.get(0).line()
                + " must be a code (letters, digits, _), got `"
                + shortened(code)
                + "`");
      }
      if (!seen.add(code.toLowerCase(Locale.ROOT))) {
        throw new DataException(shown + ": the header has two columns `" + code + "`");
      }
    }
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  /** The first row without empty cells at its end: a delimiter too many ends each line at times. */
  private static List<String> trimmed(TextRow row) {
    int length = row.cells().length;
    while (length > 0 && row.cells()[length - 1].isEmpty()) {
      length--;
    }
    return List.of(Arrays.copyOf(row.cells(), length));
  }

  private List<String> texts(int at, int columns) {
    TextRow row = rows.get(at);
    if (hasValue(row)) {
      throw new DataException(
          shown + ": row " + row.line() + " holds values where the stated header has texts");
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      texts.add(i < row.cells().length ? row.cells()[i].replaceAll("\\s+", " ") : "");
    }
    return texts;
  }
}
