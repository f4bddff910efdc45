package org.panelworks.jobs.simulate;

import static org.panelworks.jobs.simulate.ExtractTable.amount;
import static org.panelworks.jobs.simulate.ExtractTable.column;

import java.util.List;
import java.util.function.Consumer;
import org.panelworks.simulation.FirmYears;

/**
 * Balance sheets and income statements. Each firm-year has a consolidated (A) and a parent's (B)
 * statement of the year's end and, in the balance sheet, restated balances of the next first of
 * January, which repeat the year's end.
 */
final class Statements {
  private static final double PARENT = 0.75;
  private static final String TYPREP = "A=合并报表，B=母公司报表。";

  private Statements() {}

  static List<ExtractTable> tables() {
    return List.of(balance(), income());
  }

  private static ExtractTable balance() {
    return new ExtractTable(
        "FS_Combas",
        "资产负债表",
        List.of(
            column("Stkcd", "证券代码", "以交易所公布的证券代码为准。"),
            column("ShortName", "证券简称", "以交易所公布的证券简称为准。"),
            column("Accper", "统计截止日期", "以YYYY-MM-DD表示，前四位表示会计报表公布年度。"),
            column("Typrep", "报表类型", TYPREP),
            amount("A001101000", "货币资金", "元", "公司库存现金、银行存款等的合计数。"),
            amount("A001000000", "资产总计", "元", "资产各项目之总计。"),
            amount("A002000000", "负债合计", "元", "负债各项目之合计。"),
            amount("A003000000", "所有者权益合计", "元", "股东权益各项目之合计。")),
        Statements::balances);
  }

  private static void balances(FirmYears firm, Consumer<String[]> rows) {
    for (int row = 0; row < firm.years(); row++) {
      int year = firm.year(row);
      boolean slashes = firm.firm().number() % 2 == 1;
      for (String typrep : List.of("A", "B")) {
        rows.accept(balance(firm, row, date(year, slashes), typrep));
      }
      rows.accept(balance(firm, row, slashes ? (year + 1) + "/1/1" : (year + 1) + "-01-01", "A"));
    }
  }

  private static String date(int year, boolean slashes) {
    return slashes ? year + "/12/31" : year + "-12-31";
  }

  private static String[] balance(FirmYears firm, int row, String date, String typrep) {
    double scale = typrep.equals("A") ? 1 : PARENT;
    double assets = scale * firm.value("total_assets", row);
    double debts = firm.value("lev", row) * assets;
    return new String[] {
      firm.firm().code(),
      FirmNames.of(firm, row),
      date,
      typrep,
      Amounts.fixed(firm.value("cash", row) * assets, 2),
      Amounts.fixed(assets, 2),
      Amounts.fixed(debts, 2),
      Amounts.fixed(assets - debts, 2)
    };
  }

  private static ExtractTable income() {
    return new ExtractTable(
        "FS_Comins",
        "利润表",
        List.of(
            column("Stkcd", "证券代码", "以交易所公布的证券代码为准。"),
            column("ShortName", "证券简称", "以交易所公布的证券简称为准。"),
            column("Accper", "统计截止日期", "以YYYY-MM-DD表示。"),
            column("Typrep", "报表类型", TYPREP),
            amount("B001101000", "营业收入", "元", "企业经营过程中确认的营业收入。"),
            amount("B002000000", "净利润", "元", "公司实现的净利润。")),
        Statements::incomes);
  }

  private static void incomes(FirmYears firm, Consumer<String[]> rows) {
    for (int row = 0; row < firm.years(); row++) {
      for (String typrep : List.of("A", "B")) {
        double assets = (typrep.equals("A") ? 1 : PARENT) * firm.value("total_assets", row);
        double equity = assets - firm.value("lev", row) * assets;
        rows.accept(
            new String[] {
              firm.firm().code(),
              FirmNames.of(firm, row),
              date(firm.year(row), false),
              typrep,
              Amounts.fixed(0.6 * assets, 2),
              Amounts.fixed(firm.value("roe", row) / 100 * equity, 2)
            });
      }
    }
  }
}
