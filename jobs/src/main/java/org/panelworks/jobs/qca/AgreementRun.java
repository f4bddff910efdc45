package org.panelworks.jobs.qca;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.qca.CoderAgreement;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.Table;

/** Agreement of two coders, item by item and over all items. */
final class AgreementRun {
  private final AgreementSettings agreement;
  private final FsqcaSettings settings;
  private final CaseTable cases;
  private final Results results;

  AgreementRun(
      AgreementSettings agreement, FsqcaSettings settings, CaseTable cases, Results results) {
    this.agreement = agreement;
    this.settings = settings;
    this.cases = cases;
    this.results = results;
  }

  void run() {
    Map<String, CoderAgreement> items = new LinkedHashMap<>();
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    for (int i = 0; i < agreement.first().size(); i++) {
      List<String> one = cases.codes(agreement.first().get(i));
      List<String> other = cases.codes(agreement.second().get(i));
      items.put(agreement.first().get(i), CoderAgreement.of(one, other));
      first.addAll(one);
      second.addAll(other);
    }
    CoderAgreement all = CoderAgreement.of(first, second);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("table", "fsqca-agreement");
    List<Map<String, Object>> rows = new ArrayList<>();
    items.forEach((name, item) -> rows.add(row(name, item)));
    json.put("items", rows);
    json.put("overall", row("overall", all));
    results.json("fsqca-agreement", json);
    results.table(table(items, all));
  }

  private static Map<String, Object> row(String name, CoderAgreement agreement) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("item", name);
    json.put("n", agreement.items());
    json.put("agreed", agreement.agreed());
    json.put("agreement", agreement.agreement());
    json.put("expected_agreement", agreement.expected());
    json.put("kappa", agreement.kappa());
    return json;
  }

  private Table table(Map<String, CoderAgreement> items, CoderAgreement all) {
    Table.Builder table =
        Table.builder("fsqca-agreement")
            .title("Agreement of the coders")
            .columns(3, Alignment.RIGHT)
            .header("Item", "N", "Agreement (%)", "Cohen's κ");
    items.forEach((name, item) -> table.row(cells(settings.label(name), item)));
    return table.rule().row(cells("All", all)).build();
  }

  private Cell[] cells(String name, CoderAgreement item) {
    return new Cell[] {
      Cell.label(name),
      Cell.count(item.items()),
      Cell.number(100 * item.agreement(), Digits.fixed(1)),
      Cell.number(item.kappa(), Digits.fixed(settings.decimals()))
    };
  }
}
