package org.panelworks.jobs.simulate;

import static org.panelworks.jobs.simulate.ExtractTable.amount;
import static org.panelworks.jobs.simulate.ExtractTable.column;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.panelworks.simulation.FirmHistory;
import org.panelworks.simulation.FirmYears;

/**
 * Daily trades: prices as a random walk, market values in thousands of yuan. The trading days of a
 * year are its first weekdays; a firm's draws depend on the seed and its number alone.
 */
final class Trades {
  static final String MARKETS =
      "1=上证A股市场 (不包含科创板），2=上证B股市场，4=深证A股市场（不包含创业板），8=深证B股市场，" + "16=创业板，32=科创板，64=北证A股市场。";
  private static final long SHARES = 400_000_000L;

  private final long seed;
  private final int days;

  Trades(long seed, int days) {
    this.seed = seed;
    this.days = days;
  }

  /** The market of a firm by its code. */
  static String market(FirmHistory firm) {
    String code = firm.code();
    if (code.startsWith("6")) {
      return "1";
    }
    return code.startsWith("3") ? "16" : "4";
  }

  ExtractTable table() {
    return new ExtractTable(
        "TRD_Dalyr",
        "日个股回报率文件",
        List.of(
            column("Stkcd", "证券代码", "以交易所公布的证券代码为准。"),
            column("Trddt", "交易日期", "以YYYY-MM-DD表示。"),
            amount("Opnprc", "日开盘价", "元", "A股以人民币元计。"),
            amount("Hiprc", "日最高价", "元", "A股以人民币元计。"),
            amount("Loprc", "日最低价", "元", "A股以人民币元计。"),
            amount("Clsprc", "日收盘价", "元", "A股以人民币元计。"),
            amount("Dnshrtrd", "日个股交易股数", "股", "0=没有交易量。"),
            amount("Dnvaltrd", "日个股交易金额", "元", "A股以人民币元计，0=没有交易量。"),
            amount("Dsmvosd", "日个股流通市值", "千元", "流通股数与收盘价的乘积。"),
            amount("Dsmvtll", "日个股总市值", "千元", "发行总股数与收盘价的乘积。"),
            column("Dretwd", "考虑现金红利再投资的日个股回报率", "字段说明见说明书。"),
            column("Markettype", "市场类型", MARKETS),
            column("Trdsta", "交易状态", "1=正常交易，2=ST，3＝*ST。")),
        this::rows);
  }

  private void rows(FirmYears firm, Consumer<String[]> rows) {
    FirmHistory history = firm.firm();
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + history.number());
    String market = market(history);
    long close = 300 + random.nextLong(5000);
    for (int row = 0; row < firm.years(); row++) {
      String state = firm.isSt(row) ? (history.number() % 2 == 0 ? "3" : "2") : "1";
      for (String day : days(firm.year(row))) {
        long before = close;
        long open = moved(random, before);
        close = moved(random, open);
        long high = Math.max(open, close) + random.nextLong(1 + open / 100);
        long low = Math.min(open, close) - random.nextLong(1 + close / 100);
        long shares = 10_000 * (1 + random.nextLong(5000));
        rows.accept(
            new String[] {
              history.code(),
              day,
              Amounts.hundredths(open),
              Amounts.hundredths(high),
              Amounts.hundredths(low),
              Amounts.hundredths(close),
              String.valueOf(shares),
              Amounts.hundredths(shares * close),
              Amounts.hundredths(SHARES / 2000 * close),
              Amounts.hundredths(SHARES / 1000 * close),
              Amounts.fixed((double) close / before - 1, 6),
              market,
              state
            });
      }
    }
  }

  /** A price a little up or down, never below one yuan. */
  private static long moved(SplittableRandom random, long price) {
    return Math.max(100, price + Math.round(price * 0.02 * (random.nextDouble() - 0.495)));
  }

  private List<String> days(int year) {
    List<String> dates = new ArrayList<>();
    LocalDate day = LocalDate.of(year, 1, 1);
    while (dates.size() < days && day.getYear() == year) {
      if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
        dates.add(day.toString());
      }
      day = day.plusDays(1);
    }
    return dates;
  }
}
