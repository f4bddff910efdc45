package org.panelworks.qca;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.DataException;

/**
 * Agreement of two coders on the same items (Cohen 1960): observed agreement p_o, agreement
 * expected by chance p_e = Σ_k p₁ₖ p₂ₖ from the coders' own shares, κ = (p_o − p_e) / (1 − p_e).
 * Where both coders use one and the same code throughout, chance explains everything and κ is NaN.
 *
 * @param items number of items both coded
 * @param agreed number coded alike
 * @param agreement p_o, fraction
 * @param expected p_e, fraction
 * @param kappa κ
 */
public record CoderAgreement(
    int items, int agreed, double agreement, double expected, double kappa) {

  /**
   * Compares two codings.
   *
   * @param first the codes of one coder, [items]
   * @param second the codes of the other, [items]
   */
  public static CoderAgreement of(List<String> first, List<String> second) {
    if (first.size() != second.size() || first.isEmpty()) {
      throw new DataException(
          "two coders must have coded the same items, got "
              + first.size()
              + " and "
              + second.size()
              + " codes");
    }
    Map<String, Integer> ofFirst = new HashMap<>();
    Map<String, Integer> ofSecond = new HashMap<>();
    int agreed = 0;
    for (int i = 0; i < first.size(); i++) {
      ofFirst.merge(first.get(i), 1, Integer::sum);
      ofSecond.merge(second.get(i), 1, Integer::sum);
      agreed += first.get(i).equals(second.get(i)) ? 1 : 0;
    }
    long chance = 0;
    for (Map.Entry<String, Integer> code : ofFirst.entrySet()) {
      chance += (long) code.getValue() * ofSecond.getOrDefault(code.getKey(), 0);
    }
    double n = first.size();
    double observed = agreed / n;
    double expected = chance / (n * n);
    return new CoderAgreement(
        first.size(), agreed, observed, expected, (observed - expected) / (1 - expected));
  }
}
