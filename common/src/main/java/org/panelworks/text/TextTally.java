package org.panelworks.text;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums of counts over documents, by time and by word: mergeable. A document is what one unit has
 * said at one time; one whose text is missing is counted as such and in nothing else. A tally knows
 * words, dictionaries and themes by number only, so that it is small to send.
 */
public final class TextTally implements Serializable {
  private static final long serialVersionUID = 1L;

  private final WordGroups groups;
  private final Map<String, Sums> byTime = new HashMap<>();
  private final long[] wordCounts;
  private final long[] wordDocuments;

  private TextTally(WordGroups groups) {
    this.groups = groups;
    this.wordCounts = new long[groups.size()];
    this.wordDocuments = new long[groups.size()];
  }

  /** Nothing counted yet. */
  public static TextTally of(TextMeasures measures) {
    return new TextTally(measures.groups());
  }

  /** Adds a document. */
  public TextTally add(String time, DocumentCounts document) {
    byTime.computeIfAbsent(time, key -> new Sums(groups)).add(document);
    for (int i = 0; i < document.words().length; i++) {
      wordCounts[document.words()[i]] += document.counts()[i];
      wordDocuments[document.words()[i]]++;
    }
    return this;
  }

  /** Adds what another has counted. */
  public TextTally merge(TextTally other) {
    other.byTime.forEach(
        (time, sums) -> byTime.computeIfAbsent(time, key -> new Sums(groups)).merge(sums));
    for (int w = 0; w < wordCounts.length; w++) {
      wordCounts[w] += other.wordCounts[w];
      wordDocuments[w] += other.wordDocuments[w];
    }
    return this;
  }

  /** How many times there are. */
  public int size() {
    return byTime.size();
  }

  /** The times, whole numbers by value and before other texts, which go by their characters. */
  public List<String> times() {
    List<String> times = new ArrayList<>(byTime.keySet());
    times.sort(TextTally::compare);
    return times;
  }

  private static int compare(String a, String b) {
    boolean first = isWhole(a);
    boolean second = isWhole(b);
    if (first && second) {
      int byValue = Long.compare(Long.parseLong(a), Long.parseLong(b));
      return byValue != 0 ? byValue : a.compareTo(b);
    }
    return first == second ? a.compareTo(b) : Boolean.compare(second, first);
  }

  private static boolean isWhole(String text) {
    return text.matches("-?\\d{1,18}");
  }

  /** The sums of one time. */
  public Sums at(String time) {
    Sums sums = byTime.get(time);
    if (sums == null) {
      throw new IllegalArgumentException("no document at " + time);
    }
    return sums;
  }

  /** The sums over all times. */
  public Sums overall() {
    Sums all = new Sums(groups);
    times().forEach(time -> all.merge(at(time)));
    return all;
  }

  /** How often a word occurs; words of all dictionaries are numbered through. */
  public long count(int word) {
    return wordCounts[word];
  }

  /** How many documents a word occurs in. */
  public long documents(int word) {
    return wordDocuments[word];
  }

  /** Sums over some documents. */
  public static final class Sums implements Serializable {
    private static final long serialVersionUID = 1L;

    private final WordGroups groups;
    private long documents;
    private long missing;
    private long empty;
    private long totalWords;
    private final long[] counts;
    private final long[] withAny;

    /** For each dictionary how many documents have each count: sums over them know no order. */
    private final List<SortedMap<Long, Long>> histograms = new ArrayList<>();

    private final long[] themeCounts;
    private final long[] themeDocuments;

    private Sums(WordGroups groups) {
      int dictionaries = groups.dictionaries();
      int themes = groups.themes();
      this.groups = groups;
      this.counts = new long[dictionaries];
      this.withAny = new long[dictionaries];
      for (int d = 0; d < dictionaries; d++) {
        histograms.add(new TreeMap<>());
      }
      this.themeCounts = new long[themes];
      this.themeDocuments = new long[themes];
    }

    private void add(DocumentCounts document) {
      if (!document.isObserved()) {
        missing++;
        return;
      }
      documents++;
      totalWords += document.totalWords();
      empty += document.totalWords() == 0 ? 1 : 0;
      long[] found = groups.byDictionary(document);
      for (int d = 0; d < found.length; d++) {
        counts[d] += found[d];
        withAny[d] += found[d] > 0 ? 1 : 0;
        histograms.get(d).merge(found[d], 1L, Long::sum);
      }
      long[] themes = groups.byTheme(document);
      for (int t = 0; t < themes.length; t++) {
        themeCounts[t] += themes[t];
        themeDocuments[t] += themes[t] > 0 ? 1 : 0;
      }
    }

    private void merge(Sums other) {
      documents += other.documents;
      missing += other.missing;
      empty += other.empty;
      totalWords += other.totalWords;
      for (int d = 0; d < counts.length; d++) {
        counts[d] += other.counts[d];
        withAny[d] += other.withAny[d];
        SortedMap<Long, Long> histogram = histograms.get(d);
        other.histograms.get(d).forEach((count, n) -> histogram.merge(count, n, Long::sum));
      }
      for (int t = 0; t < themeCounts.length; t++) {
        themeCounts[t] += other.themeCounts[t];
        themeDocuments[t] += other.themeDocuments[t];
      }
    }

    /** Documents whose text is there. */
    public long documents() {
      return documents;
    }

    /** Documents whose text is missing. */
    public long missing() {
      return missing;
    }

    /** Documents whose text is there and holds no word. */
    public long empty() {
      return empty;
    }

    /** All words of all documents. */
    public long totalWords() {
      return totalWords;
    }

    /** How often words of a dictionary occur. */
    public long count(int dictionary) {
      return counts[dictionary];
    }

    /** Documents in which any word of a dictionary occurs. */
    public long documentsWithAny(int dictionary) {
      return withAny[dictionary];
    }

    /** Mean count of a dictionary's words per document; NaN without documents. */
    public double meanCount(int dictionary) {
      return (double) counts[dictionary] / documents;
    }

    /** Share of the documents in which any word of a dictionary occurs, a fraction. */
    public double shareWithAny(int dictionary) {
      return (double) withAny[dictionary] / documents;
    }

    /** Mean of ln(1 + count) over the documents; NaN without any. */
    public double meanLog(int dictionary) {
      double sum = 0;
      for (Map.Entry<Long, Long> entry : histograms.get(dictionary).entrySet()) {
        sum += (double) entry.getValue() * Math.log1p((double) entry.getKey());
      }
      return sum / documents;
    }

    /** Share of a dictionary's words in all words of all documents, a fraction. */
    public double shareOfWords(int dictionary) {
      return (double) counts[dictionary] / totalWords;
    }

    /** How often words of a theme occur. */
    public long themeCount(int theme) {
      return themeCounts[theme];
    }

    /** Documents in which any word of a theme occurs. */
    public long themeDocuments(int theme) {
      return themeDocuments[theme];
    }

    /** Share of a theme in the occurrences of its dictionary's words, a fraction. */
    public double themeShare(int theme) {
      return (double) themeCounts[theme] / counts[groups.dictionaryOf(theme)];
    }

    /** Share of a theme's words in all words of all documents, a fraction. */
    public double themeShareOfWords(int theme) {
      return (double) themeCounts[theme] / totalWords;
    }
  }
}
