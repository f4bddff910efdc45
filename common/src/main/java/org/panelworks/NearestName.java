package org.panelworks;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * The known name that a mistyped one most likely meant.
 *
 * <p>Distance is the number of single-letter insertions, deletions, substitutions and swaps of
 * neighbours (optimal string alignment), upper and lower case and {@code -}, {@code _} and {@code
 * .} counting as equal. A name farther away than a third of its length (but at least two letters,
 * and less than its whole length) is no suggestion. Ties go to the name that comes first.
 */
public final class NearestName {
  private NearestName() {}

  /** The nearest of the known names, or nothing where none is near. */
  public static Optional<String> of(String wanted, Collection<String> known) {
    String folded = fold(wanted);
    String nearest = null;
    int best = Integer.MAX_VALUE;
    for (String candidate : known) {
      String other = fold(candidate);
      int length = Math.max(folded.length(), other.length());
      int allowed = Math.min(Math.max(2, length / 3), length - 1);
      if (Math.abs(folded.length() - other.length()) > allowed) {
        continue;
      }
      int distance = distance(folded, other);
      if (distance <= allowed && distance < best) {
        best = distance;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** {@code " (did you mean `x`?)"}, or an empty text where no known name is near. */
  public static String hint(String wanted, Collection<String> known) {
    return of(wanted, known).map(name -> " (did you mean `" + name + "`?)").orElse("");
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_').replace('.', '_');
  }

  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(substitution, Math.min(last[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
