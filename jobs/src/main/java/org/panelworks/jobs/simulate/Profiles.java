package org.panelworks.jobs.simulate;

import static org.panelworks.jobs.simulate.ExtractTable.amount;
import static org.panelworks.jobs.simulate.ExtractTable.column;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.panelworks.simulation.FirmHistory;
import org.panelworks.simulation.FirmYears;

/** Company profiles, and what is known of firms by year. */
final class Profiles {
  private static final String CODE = "以交易所公布的证券代码为准。";
  private static final int RECLASSIFIED = 20;
  private static final String DAY = "以YYYY-MM-DD表示。";

  private Profiles() {}

  static List<ExtractTable> tables() {
    return List.of(companies(), byYear(), governance(), ownership(), audit(), words());
  }

  private static ExtractTable companies() {
    return new ExtractTable(
        "TRD_Co",
        "公司文件",
        List.of(
            column("Stkcd", "证券代码", CODE),
            column("Stknme", "证券简称", "以交易所公布的中文简称为准。"),
            column("Conme", "公司全称", "以公司公布的中文名为准。"),
            column("Nnindcd", "行业代码C", "当前的行业代码，以2012年行业分类为准。"),
            column("Listdt", "上市日期", DAY),
            column("Statco", "公司活动情况", "A=正常交易，D＝终止上市，S=暂停上市，N=停牌。"),
            column("Markettype", "市场类型", Trades.MARKETS)),
        (firm, rows) -> rows.accept(company(firm)));
  }

  private static String[] company(FirmYears firm) {
    FirmHistory history = firm.firm();
    return new String[] {
      history.code(),
      FirmNames.of(firm, firm.years() - 1),
      FirmNames.full(history),
      history.industry(),
      listed(history),
      history.delisted() ? "D" : "A",
      Trades.market(history)
    };
  }

  private static String listed(FirmHistory firm) {
    return String.format(
        Locale.ROOT,
        "%d-%02d-%02d",
        firm.listYear(),
        1 + firm.number() % 12,
        1 + firm.number() % 28);
  }

  private static ExtractTable byYear() {
    return yearly(
        "STK_LISTEDCOINFOANL",
        "上市公司基本信息年度表",
        List.of(
            column("ShortName", "证券简称", "当年的证券简称。"),
            column("IndustryCode", "行业代码", "当年的行业代码。"),
            column("LISTINGDATE", "首次上市日期", DAY),
            column("LISTINGSTATE", "上市状态", "正常上市、ST、*ST或终止上市。")),
        (firm, row) ->
            new String[] {
              FirmNames.of(firm, row), industry(firm, row), listed(firm.firm()), state(firm, row)
            });
  }

  /** The industry of a year: one firm in {@link #RECLASSIFIED} came from another one midway. */
  private static String industry(FirmYears firm, int row) {
    String now = firm.firm().industry();
    boolean finance = now.startsWith("J"); // screens by industry leave the declared rows
    boolean came = firm.firm().number() % RECLASSIFIED == 7 && !finance;
    return came && row < firm.years() / 2 ? now.equals("C39") ? "C38" : "C39" : now;
  }

  private static String state(FirmYears firm, int row) {
    if (firm.isSt(row)) {
      return firm.firm().number() % 2 == 0 ? "*ST" : "ST";
    }
    return firm.firm().delisted() && row == firm.years() - 1 ? "终止上市" : "正常上市";
  }

  private static ExtractTable governance() {
    return yearly(
        "CG_Ybasic",
        "治理综合信息",
        List.of(amount("Y1101a", "董事人数", "人", "含董事长。")),
        (firm, row) -> new String[] {Amounts.whole(firm.value("board", row))});
  }

  private static ExtractTable ownership() {
    return yearly(
        "EN_EquityNatureAll",
        "股权性质",
        List.of(column("EquityNatureID", "股权性质编码", "1=国企，2=民营，3=外资，4=其他。")),
        (firm, row) -> {
          double soe = firm.value("soe", row);
          return new String[] {Double.isNaN(soe) ? "" : soe == 1 ? "1" : "2"};
        });
  }

  private static ExtractTable audit() {
    return yearly(
        "FIN_Audit",
        "审计意见",
        List.of(column("Audittyp", "审计意见类型", "标准无保留意见或其他意见。")),
        (firm, row) -> {
          double opinion = firm.value("opinion", row);
          return new String[] {Double.isNaN(opinion) ? "" : opinion == 1 ? "标准无保留意见" : "保留意见"};
        });
  }

  private static ExtractTable words() {
    return yearly(
        "DT_WordFreq",
        "数字化转型词频",
        List.of(column("DigitalWords", "数字化词频", "年报中数字化关键词的出现次数。")),
        (firm, row) -> new String[] {Amounts.fixed(Math.expm1(firm.value("dt", row)), 9)});
  }

  /** The cells of a firm-year after code and date. */
  private interface Cells {
    String[] of(FirmYears firm, int row);
  }

  private static ExtractTable yearly(
      String name, String title, List<ExtractTable.ExtractColumn> further, Cells cells) {
    List<ExtractTable.ExtractColumn> columns = new ArrayList<>();
    columns.add(column("Symbol", "股票代码", CODE));
    columns.add(column("EndDate", "统计截止日期", DAY));
    columns.addAll(further);
    return new ExtractTable(name, title, columns, (firm, rows) -> years(firm, cells, rows));
  }

  private static void years(FirmYears firm, Cells cells, Consumer<String[]> rows) {
    for (int row = 0; row < firm.years(); row++) {
      String[] further = cells.of(firm, row);
      String[] all = new String[2 + further.length];
      all[0] = firm.firm().code();
      all[1] = firm.year(row) + "-12-31";
      System.arraycopy(further, 0, all, 2, further.length);
      rows.accept(all);
    }
  }
}
