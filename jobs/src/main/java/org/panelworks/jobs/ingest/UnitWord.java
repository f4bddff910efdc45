package org.panelworks.jobs.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unit as downloads state it.
 *
 * @param text as stated, empty where there is none ({@code 没有单位})
 * @param power the unit is 10 to this power times the base unit: 3 for {@code 千元}
 * @param base the base unit: {@code 元}
 */
record UnitWord(String text, int power, String base) {
  private static final Set<String> NONE =
      Set.of("没有单位", "无单位", "无", "-", "--", "no unit", "none", "n/a");
  private static final List<Map.Entry<String, Integer>> PREFIXES =
      List.of(
          Map.entry("百万", 6),
          Map.entry("千万", 7),
          Map.entry("十万", 5),
          Map.entry("十亿", 9),
          Map.entry("百亿", 10),
          Map.entry("万亿", 12),
          Map.entry("亿", 8),
          Map.entry("万", 4),
          Map.entry("千", 3));

  /** What is counted in thousands; not so {@code 千克}, {@code 千米}, {@code 千瓦}, units themselves. */
  private static final Set<String> COUNTED =
      Set.of(
          "", "元", "人民币元", "美元", "港元", "港币元", "欧元", "日元", "英镑", "股", "人", "份", "手", "户", "张", "笔",
          "次", "吨", "件", "辆", "台", "家", "个");

  private static final Set<String> OTHERS =
      Set.of(
          "%",
          "％",
          "百分比",
          "‰",
          "倍",
          "年",
          "月",
          "日",
          "天",
          "小时",
          "岁",
          "点",
          "元/股",
          "股/人",
          "千克",
          "公斤",
          "千米",
          "公里",
          "平方米",
          "平方公里",
          "千瓦时",
          "元人民币",
          "人民币",
          "yuan",
          "rmb",
          "rmb yuan",
          "cny",
          "usd",
          "hkd",
          "share",
          "shares",
          "person",
          "persons",
          "people",
          "percent",
          "times",
          "day",
          "days",
          "year",
          "years",
          "yuan/share");
  private static final Pattern ENGLISH =
      Pattern.compile(
          "(?:in )?(rmb |cny )?(ten thousand|10 thousand|hundred million|100"
              + " million|thousand|million|billion)s?(?: of)?(?: (yuan|rmb|rmb"
              + " yuan|cny|shares|persons|people|usd|hkd))?");
  private static final Map<String, Integer> POWERS =
      Map.of(
          "thousand", 3,
          "ten thousand", 4,
          "10 thousand", 4,
          "million", 6,
          "hundred million", 8,
          "100 million", 8,
          "billion", 9);

  /** Reads a unit; one that is not known is its own base. */
  static UnitWord of(String stated) {
    String text = stated.strip().replaceFirst("^[(（](.*)[)）]$", "$1").strip();
    String folded = text.toLowerCase(Locale.ROOT);
    if (text.isEmpty() || NONE.contains(folded)) {
      return new UnitWord("", 0, "");
    }
    for (Map.Entry<String, Integer> prefix : PREFIXES) {
      if (text.startsWith(prefix.getKey())
          && COUNTED.contains(text.substring(prefix.getKey().length()))) {
        return new UnitWord(text, prefix.getValue(), text.substring(prefix.getKey().length()));
      }
    }
    Matcher english = ENGLISH.matcher(folded);
    if (english.matches()) {
      String base = english.group(3) != null ? english.group(3) : english.group(1);
      return new UnitWord(
          text, POWERS.getOrDefault(english.group(2), 0), base == null ? "" : base.strip());
    }
    return new UnitWord(text, 0, text);
  }

  /** Whether a text is a word for a unit, or for none. */
  static boolean isKnown(String text) {
    UnitWord unit = of(text);
    String folded = text.strip().toLowerCase(Locale.ROOT);
    return unit.text().isEmpty()
        || unit.power() > 0
        || COUNTED.contains(folded)
        || OTHERS.contains(folded);
  }
}
