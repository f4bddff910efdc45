package org.panelworks.jobs.indices;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.panelworks.jobs.panel.PanelNeeds;
import org.panelworks.jobs.panel.PanelPlan;
import org.panelworks.jobs.panel.PreparedPanel;
import org.panelworks.jobs.runtime.Job;
import org.panelworks.jobs.runtime.JobPlan;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.SettingsReader;

/**
 * Index numbers of a study's sample.
 *
 * <p>Input grain: for trade and concentration any number of rows, one or more per cell; for the
 * rest at most a million rows. Output: one table for each index, {@code tables/trade} and those
 * that the settings name.
 */
public final class IndicesJob implements Job {
  @Override
  public String name() {
    return "indices";
  }

  @Override
  public String summary() {
    return "trade competitiveness, concentration, specialisation, growth rates and shares";
  }

  @Override
  public String manual() {
    return """
    indices: trade competitiveness, concentration, specialisation, growth rates and shares

    Input: the panel, which needs neither unit nor time. trade and concentration are distributed;
    the others take at most a million rows. All but trade may be lists of sections, each with a
    `name` for its files (default: the section's).

    indices {
      trade { exporter = country, product = hs6, time = year, exports = x, imports = m
              world = sum                              # or { product = wx, total = w }: stated columns
              duplicates = refuse }                    # or sum: rows of the same key are added
      concentration  { value = x, of = country, by = [hs6, year], within = region, greatest = [4, 8] }
      specialisation { region = city, industry = sector, time = year, value = jobs }
      growth         { value = sales, time = year, by = [maker]
                       printed = [ { of = A, at = 2020, value = 50.1 } ] }   # in percent
      share          { value = sales, of = [maker], within = [year], total = market, time = year }
      decimals = 4
    }

      tables/trade, data/trade  time, exporter, product, exports, imports, tc, rca, rsca, nrca, ims,
                      rma, rca_minus_rma, lafay, band of the rca (very strong > 2.5, strong from 1.25,
                      medium from 0.8, weak below), reason
      concentration   by group: n, total, hhi (0 to 1), hhi_normalised, hhi_points (to 10,000), cr4 …,
                      gini, theil_entropy, theil, and between and within where items are grouped
      specialisation  location_quotient [regions][industries], krugman_specialisation, gini_hoover,
                      reasons (regions and industries without anything, whose indices are null)
      growth          growth from the time before (a fraction; null across gaps), compound_growth,
                      rank of the group at each time; reason and compound_reason
      share           share of the total over `within`, or of the stated one (penetration);
                      change_points from the time before; rank within

    printed figures (of growth; of share, quantity = share or change) are compared with what the table
    gives, to their own digits: tables/NAME-printed and `printed` in the JSON.
    A quotient over zero is null and the reason stands beside it. Negative values are refused, but of
    growth, where no rate is taken from one. A missing import adds nothing to the totals of imports, and
    is warned of; a share in a sum with a missing value is null.
    Above 10,000 rows the JSON only says where the Parquet is. Zeros count as items in hhi_normalised
    and gini; rows that are not there do not.
    """;
  }

  @Override
  public JobPlan plan(SettingsReader section) {
    return new Plan(IndicesSettings.read(section));
  }

  /** The job with its settings; without any where they were wrong, which the reader reports. */
  private record Plan(Optional<IndicesSettings> settings) implements PanelPlan {
    @Override
    public PanelNeeds needs() {
      if (settings.isEmpty()) {
        return PanelNeeds.none();
      }
      Map<String, String> numeric = new LinkedHashMap<>();
      settings.get().numeric().forEach(name -> numeric.put(name, "indices"));
      Map<String, String> categories = new LinkedHashMap<>();
      settings.get().categories().forEach(name -> categories.put(name, "indices"));
      return new PanelNeeds(numeric, categories, Map.of());
    }

    @Override
    public void run(PreparedPanel panel, Results results) {
      IndicesSettings wanted = settings.orElseThrow();
      wanted
          .trade()
          .ifPresent(one -> new TradeRun(one, wanted.digits()).run(panel.blocks(), results));
      wanted
          .concentrations()
          .forEach(one -> new ConcentrationRun(one, wanted.digits()).run(panel.blocks(), results));
      wanted
          .specialisations()
          .forEach(one -> new SpecialisationRun(one, wanted.digits()).run(panel.blocks(), results));
      wanted
          .growths()
          .forEach(one -> new GrowthRun(one, wanted.digits()).run(panel.blocks(), results));
      wanted
          .shares()
          .forEach(one -> new ShareRun(one, wanted.digits()).run(panel.blocks(), results));
    }
  }
}
