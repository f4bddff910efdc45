package org.panelworks.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.panelworks.DataException;

/**
 * Reads a dictionary: one word a line, lines that begin with {@code #} are comments, blank lines
 * count for nothing, {@code [theme]} begins a theme. A word that stands twice in one theme is kept
 * once and reported; one that stands in two themes is refused, since its theme would be open.
 */
public final class DictionaryText {
  /** Longest word, in characters of its form. */
  static final int LONGEST = 200;

  private static final int MOST_WORDS = 100_000;
  private static final int MOST_PROBLEMS = 20;
  private static final Pattern LIST = Pattern.compile("[,;、|]");

  private final String file;
  private final List<TextDictionary.Word> words = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final Map<String, TextDictionary.Word> known = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> repeated = new ArrayList<>();
  private String theme = "";

  private DictionaryText(String file) {
    this.file = file;
  }

  /**
   * What was read.
   *
   * @param warnings repeated words, with their lines
   */
  public record Reading(TextDictionary dictionary, List<String> warnings) {
    public Reading {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Reads the lines of a file.
   *
   * @param name of the dictionary
   * @param file for messages
   * @throws DataException naming file and line of all that is wrong
   */
  public static Reading parse(String name, String file, String text) {
    DictionaryText reader = new DictionaryText(file);
    String[] lines = text.split("\\r\\n|\\r|\\n", -1);
    for (int i = 0; i < lines.length; i++) {
      reader.line(i + 1, lines[i]);
    }
    reader.refuse();
    return new Reading(new TextDictionary(name, reader.words), reader.repeated);
  }

  private void line(int number, String line) {
    String text = (number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line).strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return;
    }
    if (text.startsWith("[") && text.endsWith("]")) {
      theme(number, text.substring(1, text.length() - 1).strip());
    } else {
      word(number, text);
    }
  }

  private void theme(int number, String name) {
    if (name.isEmpty()) {
      problem(number, "a theme needs a name between the brackets");
    }
    if (theme.isEmpty() && !words.isEmpty()) {
      problem(number, "the theme [" + name + "] comes after words without a theme");
    }
    theme = name;
  }

  private void word(int number, String written) {
    String form = NormalizedText.of(written);
    String wrong = wrong(form);
    if (!wrong.isEmpty()) {
      problem(number, "`" + shortened(written) + "` " + wrong);
      return;
    }
    TextDictionary.Word earlier = known.get(form);
    if (earlier == null) {
      TextDictionary.Word word = new TextDictionary.Word(written, form, theme);
      words.add(word);
      known.put(form, word);
      lines.put(form, number);
      return;
    }
    String same = "`" + written + "` is the word of line " + lines.get(form) + " again";
    if (earlier.theme().equals(theme)) {
      repeated.add(file + " line " + number + ": " + same + ", and counts once");
    } else {
      problem(number, same + ", in another theme: a word has one theme");
    }
  }

  private static String wrong(String form) {
    if (!NormalizedText.isWord(form)) {
      return "holds no letter, ideograph or digit";
    }
    if (form.codePoints().anyMatch(c -> Character.isISOControl(c) || c == 0xFFFD)) {
      return "holds a character that is none (NUL, say)";
    }
    if (LIST.matcher(form).find()) {
      return "looks like a list: one word a line";
    }
    return form.length() > LONGEST ? "is longer than " + LONGEST + " characters" : "";
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, text.offsetByCodePoints(0, 30)) + "…";
  }

  private void problem(int line, String what) {
    problems.add(file + " line " + line + ": " + what);
  }

  private void refuse() {
    if (problems.isEmpty() && words.isEmpty()) {
      throw new DataException(file + " holds no word");
    }
    if (words.size() > MOST_WORDS) {
      problems.add(file + " holds " + words.size() + " words, at most " + MOST_WORDS + " may be");
    }
    if (!problems.isEmpty()) {
      int more = problems.size() - MOST_PROBLEMS;
      List<String> shown =
          new ArrayList<>(problems.subList(0, problems.size() - Math.max(more, 0)));
      if (more > 0) {
        shown.add(file + ": and " + more + " lines more");
      }
      throw new DataException(String.join("\n", shown));
    }
  }
}
