package org.panelworks.jobs.topsis;

/** The job's manual. */
final class TopsisManual {
  static final String TEXT =
      """
      topsis: entropy-weight TOPSIS, obstacle degrees and composite indices over years

      Input: the study's sample, one row per unit and time, or per unit; panel.unit is required.

      topsis {
        indicators = [             # required; direction = positive | negative is required of each
          { column = x01, criterion = attractiveness, direction = positive, label = "GDP per capita" }
        ]                          # criterion: for all or for none; weight: with weights = user
        method = entropy-topsis    # closeness D- / (D+ + D-) | entropy-index: the index Σ w r
                                   # | grey-topsis: closeness of grey relational grades
        weights = entropy          # | equal | user | critic | coefficient-of-variation
        scope = pooled             # | per-year: where scaling, entropy and ideals are computed
        normalisation = min-max    # V = w (r + shift) | vector: V = w r / sqrt(Σ r²), r the min-max
                                   # value | raw-vector: V = w x / sqrt(Σ x²)
        shift = 0                  # added to r in entropy and V, 0.0001 in some papers
        missing = refuse           # | drop: the row | interpolate: in time, within the unit
        top-obstacles = 5
        row-obstacles = true       # write the obstacle degrees of single rows
        distinguishing-coefficient = 0.5   # of grey relational grades
        decimals = 3               # of the printed tables

        coupling { criteria = [a, b], weights = [0.5, 0.5], score = index }   # | closeness
        gini { group = region }    # Dagum's decomposition of the score by a column's groups
        convergence = false        # σ- and β-convergence of the score
        density = false            # or { points = 200 }: kernel density of the score by year
        robustness {               # the ranking against variants that differ in one choice each
          top-k = 5, leave-one-out = true, shifts = [0, 0.0001]
          normalisations = [min-max, vector, raw-vector]
          weights = [entropy, equal, critic, coefficient-of-variation]
        }
      }

      r = (x - min) / (max - min), or (max - x) / (max - min) for a negative indicator. Entropy is
      always of r + shift, k = 1 / ln(rows in scope), 0 ln 0 = 0; obstacle degrees
      w (1 - r) / Σ w (1 - r) are always of unshifted r. A row that is best on every weighted
      indicator has none (null). An indicator that is constant in a scope has weight 0 there, under
      every rule of weights, and a warning says so. A criterion's scores are of its indicators alone;
      its index is its part of the whole index. Ranks: 1 is the highest score, rows that tie share
      the smaller rank; scores that agree to twelve decimals tie. CRITIC and the coefficient of
      variation take standard deviations with n - 1; the latter of x itself.

      Refused: one row (in a year, with scope = per-year), indicators all constant, missing cells,
      missing cells before a unit's first or after its last value with interpolate, a column named
      twice, an unknown direction. coupling.score = index scales each criterion's index to [0, 1].
      robustness, gini and density take at most 200,000 rows.

      tables/topsis-weights         indicator, label, criterion, direction, min, max, entropy,
                                    divergence, weight, ideal_positive, ideal_negative, constant;
                                    with scope = per-year of each time; weights of the criteria
      tables/topsis-scores          scores: unit, time, d_plus, d_minus, closeness, index, rank,
                                    rank_within_year, criteria: the same of each criterion
                                    (grey-topsis: grey_plus, grey_minus for the distances;
                                    entropy-index: index, rank, rank_within_year)
      tables/topsis-obstacles       rows: unit, time, obstacle [indicators], criteria, top; means of
                                    each time; overall. Printed: the largest of each unit, first and
                                    last year
      tables/topsis-obstacles-mean  printed: means by year and criterion
      tables/topsis-coupling        rows: unit, time, c, t, d, grade; means by year
      tables/topsis-gini            gini, within, net_between, transvariation and shares by year
      tables/topsis-convergence     sigma by year; beta, std_error, speed, half_life of three models
      tables/topsis-density         points, and bandwidth and density by year
      tables/topsis-robustness      rank_correlation, top_k_overlap, largest_rank_change,
                                    share_of_ranks_changed
      figures/topsis-trends, topsis-heatmap, topsis-obstacles, topsis-density
      data/topsis-scores.parquet    unit, time, d_plus, …, rank, rank_within_year; FIELD_CRITERION for
                                    each criterion
      data/topsis-obstacles.parquet unit, time, a column for each indicator, criterion_… for each
                                    criterion
      data/topsis-coupling.parquet  unit, time, c, t, d

      Above 10,000 rows only the Parquet files have single rows, and the JSON says so. Up to a
      million rows they are one file sorted by unit and time; of more, each file is.
      """;

  private TopsisManual() {}
}
