package org.panelworks.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Counts, their sums and their identities. */
final class TextMeasuresTest {
  /** Words are what stands between spaces. */
  private static final Segmentation SPACES =
      (text, word) -> {
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
          boolean space = i == text.length() || Character.isWhitespace(text.charAt(i));
          if (space && start >= 0) {
            word.at(start, i);
            start = -1;
          } else if (!space && start < 0) {
            start = i;
          }
        }
      };

  private static final TextMeasures MEASURES =
      TextMeasures.of(
          List.of(
              DictionaryText.parse("tech", "t", "[ai]\nAI\ndeep learning\n[data]\nbig data\ndata\n")
                  .dictionary(),
              DictionaryText.parse("plain", "p", "data\nlearning\n").dictionary()));

  @Test
  void countsByHand() {
    DocumentCounts counts = MEASURES.count("AI: deep learning, big data and data.", SPACES);
    assertThat(counts.totalWords()).isEqualTo(7);
    assertThat(MEASURES.byDictionary(counts)).containsExactly(4, 3);
    assertThat(MEASURES.byTheme(counts)).containsExactly(2, 2);
    assertThat(counts.words()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(counts.counts()).containsExactly(1, 1, 1, 1, 2, 1);
    assertThat(MEASURES.count(null, SPACES).isObserved()).isFalse();
    assertThat(MEASURES.count(" \n", SPACES))
        .satisfies(
            empty -> {
              assertThat(empty.isObserved()).isTrue();
              assertThat(empty.totalWords()).isZero();
            });
  }

  private static List<String> texts(long seed, int size) {
    Random random = new Random(seed);
    String[] parts = {"AI", "deep", "learning", "big", "data", "x", "deep learning", "Data,"};
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      StringBuilder text = new StringBuilder();
      for (int p = random.nextInt(20); p > 0; p--) {
        text.append(parts[random.nextInt(parts.length)])
            .append(random.nextInt(9) == 0 ? "\n" : " ");
      }
      texts.add(text.toString());
    }
    return texts;
  }

  @Test
  void countsOfTextsOneAfterTheOtherAreTheSumOfTheirCounts() {
    List<String> texts = texts(11, 200);
    DocumentCounts sum = MEASURES.count(texts.get(0), SPACES);
    for (String text : texts.subList(1, texts.size())) {
      sum = sum.plus(MEASURES.count(text, SPACES));
    }
    DocumentCounts whole = MEASURES.count(String.join("\n\n", texts), SPACES);
    assertThat(whole.totalWords()).isEqualTo(sum.totalWords());
    assertThat(whole.words()).isEqualTo(sum.words());
    assertThat(whole.counts()).isEqualTo(sum.counts());
    assertThat(sum.texts()).isEqualTo(200);
    long[] themes = MEASURES.byTheme(whole);
    assertThat(themes[0] + themes[1]).isEqualTo(MEASURES.byDictionary(whole)[0]);
  }

  @Test
  void brokenChineseTextsAddUpAcrossBlankLines() {
    TextMeasures measures =
        TextMeasures.of(List.of(DictionaryText.parse("d", "d", "人工智能\n智能人\n数据\n").dictionary()));
    Random random = new Random(29);
    StringBuilder whole = new StringBuilder();
    long[] sum = new long[1];
    for (int t = 0; t < 200; t++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(20); i > 0; i--) {
        text.append("人工智能数据AI".charAt(random.nextInt(8)))
            .append(random.nextInt(3) == 0 ? " \n" : "");
      }
      sum[0] += measures.byDictionary(measures.count(text.toString(), SPACES))[0];
      whole.append(text).append("\n\n");
    }
    assertThat(measures.byDictionary(measures.count(whole.toString(), SPACES))).isEqualTo(sum);
    assertThat(sum[0]).isPositive();
  }

  @Test
  void aTallyHoldsNumbersAndNoDictionary() throws IOException {
    StringBuilder words = new StringBuilder("[theme]\n");
    int size = 5000;
    for (int w = 0; w < size; w++) {
      words.append("a rather long word, or so it seems, of number ".replace(",", "")).append(w);
      words.append('\n');
    }
    TextMeasures measures =
        TextMeasures.of(List.of(DictionaryText.parse("d", "d", words.toString()).dictionary()));
    TextTally tally = TextTally.of(measures);
    for (int time = 0; time < 10; time++) {
      tally.add(String.valueOf(time), measures.count("x", SPACES));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(tally);
    }
    int perWord = 2 * Long.BYTES + Integer.BYTES; // two counts and a theme
    assertThat(bytes.size()).isLessThan(size * perWord + 5000);
  }

  @Test
  void textsOfEqualNumbersAreTimesOfTheirOwn() {
    TextTally tally = TextTally.of(MEASURES);
    for (String time : List.of("x", "7", "007", "10", "07")) {
      tally.add(time, MEASURES.count("AI", SPACES));
    }
    assertThat(tally.times()).containsExactly("007", "07", "7", "10", "x");
  }

  @Test
  void theTallyDoesNotDependOnOrderOrPartsAndItsWordsSumToItsTotals() {
    long seed = 13;
    List<String> texts = texts(seed, 300);
    List<Integer> order = new ArrayList<>();
    TextTally plain = TextTally.of(MEASURES);
    for (int i = 0; i < texts.size(); i++) {
      order.add(i);
      plain.add(String.valueOf(2000 + i % 3), MEASURES.count(texts.get(i), SPACES));
    }
    Collections.shuffle(order, new Random(seed));
    TextTally[] parts = {TextTally.of(MEASURES), TextTally.of(MEASURES), TextTally.of(MEASURES)};
    for (int i : order) {
      parts[i % 7 % 3].add(String.valueOf(2000 + i % 3), MEASURES.count(texts.get(i), SPACES));
    }
    TextTally merged = TextTally.of(MEASURES).merge(parts[1]).merge(parts[2]).merge(parts[0]);
    assertThat(merged.times()).isEqualTo(plain.times()).containsExactly("2000", "2001", "2002");
    for (int d = 0; d < 2; d++) {
      assertThat(merged.overall().count(d)).isEqualTo(plain.overall().count(d)).isPositive();
      assertThat(merged.overall().meanLog(d)).isEqualTo(plain.overall().meanLog(d));
    }
    long words = 0;
    for (int w = 0; w < 4; w++) {
      words += merged.count(w);
      assertThat(merged.documents(w)).isEqualTo(plain.documents(w)).isPositive();
    }
    assertThat(words).isEqualTo(merged.overall().count(0));
    double shares = merged.overall().themeShare(0) + merged.overall().themeShare(1);
    assertThat(shares).isCloseTo(1, within(1e-15));
  }

  @Test
  void missingDocumentsAreInNoSumAndEmptyOnesAre() {
    TextTally tally = TextTally.of(MEASURES);
    tally.add("10", MEASURES.count("AI AI", SPACES));
    tally.add("10", MEASURES.count(null, SPACES));
    tally.add("9", MEASURES.count("", SPACES));
    TextTally.Sums all = tally.overall();
    assertThat(tally.times()).containsExactly("9", "10");
    assertThat(all.documents()).isEqualTo(2);
    assertThat(all.missing()).isEqualTo(1);
    assertThat(all.empty()).isEqualTo(1);
    assertThat(all.meanCount(0)).isEqualTo(1);
    assertThat(all.meanLog(0)).isCloseTo(Math.log(3) / 2, within(1e-15));
    assertThat(all.shareOfWords(0)).isEqualTo(1);
    assertThat(tally.at("9").shareOfWords(0)).isNaN();
  }

  @Test
  void sentencesKeepKnownWordsWholeAndLeaveNumbersOut() {
    TextTokens tokens = TextTokens.of(List.of("big data", "ai"));
    assertThat(tokens.sentences("Big data is AI. Not 15 OpenAI!\n\nx", SPACES))
        .containsExactly(List.of("big data", "is", "ai"), List.of("not", "openai!"), List.of("x"));
  }
}
