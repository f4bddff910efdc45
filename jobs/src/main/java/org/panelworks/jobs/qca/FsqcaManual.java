package org.panelworks.jobs.qca;

/** The job's manual. */
final class FsqcaManual {
  static final String TEXT =
      """
      fsqca: fuzzy-set qualitative comparative analysis, from calibration to robustness

      Input: the study's sample, one row per case, or per case and time; at most a million rows.

      fsqca {
        case = province            # column that names the cases; required
        time = year                # with panel data: a row is a case at a time
        outcome = GROWTH           # a calibrated set; required
        negate-outcome = false
        conditions = [IBA, PGS]    # calibrated sets, in the order of the truth table; required
        calibrate {                # one entry per set; `from` is its column, by default its name
          A = { method = direct, from = a, anchors = [0.3, 1, 3], log-odds = ragin }  # ragin | r
          B = { method = linear, anchors = [0, 5, 10] }
          C = { method = percentile, anchors = [0.05, 0.5, 0.95], quantile = type7 }  # | stata
          D = { method = steps, cuts = [2, 5, 8], memberships = [0, 0.33, 0.67, 1] }
          E = { method = nearest, anchors = [1, 3, 5], memberships = [0, 0.5, 1] }
          F = { method = crisp, threshold = 550, members = above }                    # | below
          G = { method = multi-value, thresholds = [550, 850] }
          H = { method = mean, of = [A, B] }
          I = { method = none }    # the column is a membership already
        }
        consistency-cutoff = 0.8, pri-cutoff = 0.7, frequency-cutoff = 1
        necessity-cutoff = 0.9
        half-membership = warn     # 0.5 exactly: warn | refuse | nudge (adds 0.001)
        necessary-as-core = false  # count necessary conditions as core
        expectations { IBA = present, PGS = any }   # present | absent | any | [levels]
        exclude-rows = []          # truth table rows ruled out: they count as negative
        further = [ { name = non-high, negate-outcome = true } ]   # more analyses, see below
        suin { size = 3, ron-cutoff = 0.5 }         # unions of more than two literals
        robustness {               # by default as here, with usual anchors; none turns it off
          solution = intermediate  # complex | parsimonious | intermediate
          consistency-cutoffs = [0.75, 0.8, 0.83, 0.85], pri-cutoffs = [0.5, 0.6, 0.7]
          frequency-cutoffs = [1, 2]
          anchors = [ { name = "0.1/1/4", sets { GROWTH = [0.1, 1, 4] } } ]
          both-outcomes = true, leave-one-out = true
        }
        agreement { first = [a1, b1], second = [a2, b2] }   # columns of two coders
        max-models = 10000, max-steps = 8000000000          # beyond these the search refuses
        labels { GROWTH = "Growth" }
        decimals = 3
      }

      Anchors are full-out, crossover and full-in; falling anchors give the set of low values. A
      step is taken at its cut; `crossover = [5]`, the cut between memberships below and above 0.5,
      gives this value exactly 0.5. An entry of `further` changes outcome, negate-outcome, cut-offs,
      expectations or exclude-rows, and its results carry its name. It takes over what it does not
      state; the negation of the section's own outcome takes the opposite expectations. With another
      outcome only cut-offs and limits are taken over: negate-outcome is false, and there are no
      expectations and no excluded rows unless it states them.

      Cases are listed in the order of the file; where there are several files or panel.unit is
      given, by name and time.

      Truth table: a row with fewer cases than frequency-cutoff is a remainder; one with less
      consistency or PRI than asked is negative. Cut-offs are reached within 1e-9. Minimisation is
      exact, all prime implicants and all smallest models, for up to 16 conditions and 65,536 rows.
      Each pair of a complex and a parsimonious model has its intermediate solution.

      Robustness: without `anchors`, the anchors or cuts of the outcome and of each condition (of
      all parts of a mean) are moved along their order, on and back, by 10 % of the distance to the
      next; percentiles likewise, within 0 to 1; sets with none, crisp ones and those of one cut are
      left as they are. leave-one-out leaves out a case with all its times and takes percentiles anew;
      by default where there are at most 2,000 cases, otherwise with a warning not. Without a
      robustness section, truth tables of more than 1,024 rows have no robustness table, with a
      warning. A variant that cannot be estimated says why in its row of the JSON.

      tables/fsqca-calibration      each set: column, method, anchors, memberships of every case
      tables/fsqca-necessity        condition, consistency, coverage, ron; unions likewise
      tables/fsqca-truth-table      row_id, bits, n, cases, consistency, pri, out
      tables/fsqca-solutions        complex, parsimonious, intermediate: models, their terms with
                                    consistency, pri, raw_coverage, unique_coverage, cases; core and
                                    peripheral conditions, strict and loose; counterfactuals
      tables/fsqca-configurations   the configuration table of all analyses, one model of each;
                                    levels 1 present, 0 absent, null either, and whether core;
                                    fsqca-configurations-models: those that fit equally well, the
                                    first six printed, all in the JSON
      tables/fsqca-robustness       every variant: fit, terms kept, implied by a wider one, lost and
                                    gained; robust core
      tables/fsqca-panel            pooled, between and within consistencies and their distances, where
                                    time is given
      tables/fsqca-agreement        agreement of the coders, Cohen's kappa
      figures/fsqca-xy-…            XY plots of the sufficient terms of all intermediate models, at
                                    most 24, and of necessary conditions

      Above 10,000 cases the memberships are in data/fsqca-memberships.parquet, and the JSON names
      no single case.
      """;

  private FsqcaManual() {}
}
