package org.panelworks.jobs.simulate;

import org.panelworks.simulation.FirmHistory;
import org.panelworks.simulation.FirmYears;

/** Made-up names of firms. */
final class FirmNames {
  private static final String[] PLACES = {
    "平江", "东海", "南岭", "西河", "北原", "云山", "青州", "临川", "华阳", "新安", "永宁", "昌平"
  };
  private static final String[] TRADES = {
    "股份", "科技", "电器", "药业", "重工", "能源", "钢铁", "化工", "电子", "纺织", "食品", "建材", "机械"
  };

  private FirmNames() {}

  /** The short name without marks. */
  static String plain(FirmHistory firm) {
    int number = firm.number();
    String trade = TRADES[number / PLACES.length % TRADES.length];
    return PLACES[number % PLACES.length] + trade;
  }

  /** The short name of a year: special treatment shows, as {@code ST} or {@code *ST}. */
  static String of(FirmYears firm, int row) {
    if (!firm.isSt(row)) {
      return plain(firm.firm());
    }
    return (firm.firm().number() % 2 == 0 ? "*ST" : "ST") + plain(firm.firm());
  }

  /** The full name, with a comma in it for some, so that extracts need quotes. */
  static String full(FirmHistory firm) {
    String name = plain(firm) + "股份有限公司";
    return firm.number() % 7 == 0 ? name + "(A股,上市)" : name;
  }
}
