package org.panelworks.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a survey says of one feature.
 *
 * <ul>
 *   <li>the category by frequency, ties settled M &gt; O &gt; A &gt; I &gt; R &gt; Q;
 *   <li>the category by two steps: the most frequent of O, A, M where these together outnumber I,
 *       R, Q, else the most frequent of those;
 *   <li>better = (A + O) / (A + O + M + I) and worse = −(O + M) / (A + O + M + I) (Berger et al.
 *       1993), NaN where nobody is in these four;
 *   <li>total strength (A + O + M) / n and category strength (a − b) / n, a and b the two largest
 *       counts;
 *   <li>Fong's test (1996): the category is significant at 90 % if a − b ≥ 1.65 √((a + b)(2n − a −
 *       b) / (2n)).
 * </ul>
 *
 * @param name of the feature
 * @param counts answers in each category
 */
public record KanoFeature(String name, Map<KanoCategory, Integer> counts) {
  private static final double NINETY = 1.65;
  private static final List<KanoCategory> WANTED =
      List.of(KanoCategory.M, KanoCategory.O, KanoCategory.A);
  private static final List<KanoCategory> UNWANTED =
      List.of(KanoCategory.I, KanoCategory.R, KanoCategory.Q);

  public KanoFeature {
    EnumMap<KanoCategory, Integer> all = new EnumMap<>(KanoCategory.class);
    for (KanoCategory category : KanoCategory.values()) {
      all.put(category, counts.getOrDefault(category, 0));
    }
    counts = all;
  }

  /** Number of answers in a category. */
  public int count(KanoCategory category) {
    return counts.getOrDefault(category, 0);
  }

  /** Number of respondents. */
  public int respondents() {
    return sum(Arrays.asList(KanoCategory.values()));
  }

  private int sum(List<KanoCategory> categories) {
    return categories.stream().mapToInt(this::count).sum();
  }

  /** The most frequent category. */
  public KanoCategory category() {
    return tied().get(0);
  }

  /**
   * Every category that is as frequent as the most frequent one, in the order that settles ties.
   */
  public List<KanoCategory> tied() {
    return largest(Arrays.asList(KanoCategory.values()));
  }

  private List<KanoCategory> largest(List<KanoCategory> among) {
    int most = among.stream().mapToInt(this::count).max().orElse(0);
    return among.stream().filter(category -> count(category) == most).toList();
  }

  /** The category by two steps. */
  public KanoCategory categoryByTwoSteps() {
    return largest(sum(WANTED) > sum(UNWANTED) ? WANTED : UNWANTED).get(0);
  }

  /** The coefficient of satisfaction, in [0, 1]. */
  public double better() {
    return quotient(count(KanoCategory.A) + count(KanoCategory.O));
  }

  /** The coefficient of dissatisfaction, in [−1, 0]. */
  public double worse() {
    return 0.0 - quotient(count(KanoCategory.O) + count(KanoCategory.M));
  }

  private double quotient(int above) {
    int below = sum(WANTED) + count(KanoCategory.I);
    return below == 0 ? Double.NaN : (double) above / below;
  }

  /** The share of respondents to whom the feature matters. */
  public double totalStrength() {
    return (double) sum(WANTED) / respondents();
  }

  /** How far the most frequent category leads, as a share of respondents. */
  public double categoryStrength() {
    return (double) fongDifference() / respondents();
  }

  private int[] twoLargest() {
    int[] sorted = counts.values().stream().mapToInt(Integer::intValue).sorted().toArray();
    return new int[] {sorted[sorted.length - 1], sorted[sorted.length - 2]};
  }

  /** The difference of the two largest counts. */
  public int fongDifference() {
    int[] two = twoLargest();
    return two[0] - two[1];
  }

  /** What the difference must reach at 90 %. */
  public double fongCritical() {
    int[] two = twoLargest();
    double both = two[0] + two[1];
    double twice = 2.0 * respondents();
    return NINETY * Math.sqrt(both * (twice - both) / twice);
  }

  /** Whether the category is significant at 90 %. */
  public boolean isSignificant() {
    return fongDifference() >= fongCritical();
  }

  /**
   * The quadrant by better and |worse| against two cut lines: O where both reach them, A where only
   * better does, M where only |worse| does, else I. A coefficient that is NaN reaches nothing.
   */
  public KanoCategory quadrant(double betterCut, double worseCut) {
    boolean satisfies = better() >= betterCut;
    boolean dissatisfies = -worse() >= worseCut;
    if (satisfies) {
      return dissatisfies ? KanoCategory.O : KanoCategory.A;
    }
    return dissatisfies ? KanoCategory.M : KanoCategory.I;
  }

  /**
   * The features in order of priority: by category (M, O, A, I, R, Q), in each by the total
   * strength from the greatest, then by name.
   */
  public static List<KanoFeature> byPriority(List<KanoFeature> features) {
    List<KanoFeature> ordered = new ArrayList<>(features);
    ordered.sort(
        Comparator.comparing(KanoFeature::category)
            .thenComparing(Comparator.comparingDouble(KanoFeature::totalStrength).reversed())
            .thenComparing(KanoFeature::name));
    return List.copyOf(ordered);
  }
}
