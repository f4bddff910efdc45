package org.panelworks.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Which words are found where. */
final class WordMatcherTest {
  /** The words found in a text, each as it is looked for, in order. */
  private static List<String> found(String text, String... words) {
    List<String> forms = new ArrayList<>();
    for (String word : words) {
      forms.add(NormalizedText.of(word));
    }
    String normal = NormalizedText.of(text);
    List<String> found = new ArrayList<>();
    WordMatcher.of(forms)
        .find(
            normal,
            (word, start, end) -> {
              assertThat(normal.substring(start, end)).isEqualTo(forms.get(word));
              found.add(forms.get(word));
            });
    return found;
  }

  @Test
  void theLongestWordIsTakenAndNothingWithinIt() {
    assertThat(found("建设大数据平台和大数据中心", "大数据", "大数据平台", "数据", "平台")).containsExactly("大数据平台", "大数据");
    assertThat(found("aa aaa", "a", "aa")).containsExactly("aa");
    assertThat(found("智能智能智", "智能智", "能智")).containsExactly("智能智", "能智");
  }

  @Test
  void latinWordsHaveBoundsAndChineseOnesHaveNone() {
    assertThat(found("AI技术 OpenAI AI2 AI-driven 用ＡＩ。ai_x", "AI")).containsExactly("ai", "ai", "ai");
    assertThat(found("建设5G网络，15G网络，5G网络化", "5G网络")).containsExactly("5g网络", "5g网络");
    assertThat(found("人工智能化", "智能")).containsExactly("智能");
    assertThat(found("データベース", "データ")).containsExactly("データ");
    assertThat(found("cafés café", "café")).containsExactly("café");
    assertThat(found("neural networks", "neural network")).isEmpty();
  }

  @Test
  void aShorterWordIsTakenWhereTheLongerOneHasNoBound() {
    assertThat(found("AI driven AI drivenness", "AI", "AI driven"))
        .containsExactly("ai driven", "ai");
    assertThat(found("数据xy", "数据x", "数据")).containsExactly("数据");
  }

  @Test
  void wordsOfSeveralPartsGoAcrossLinesButNotParagraphs() {
    assertThat(found("big\ndata big  data big\n\ndata", "big data"))
        .containsExactly("big data", "big data");
  }

  @Test
  void chineseWordsGoAcrossLinesButNotParagraphs() {
    assertThat(found("人工\n智能 人\r\n工智能\n人工\n\n智能 人工\n\u3000智能", "人工智能"))
        .containsExactly("人工智能", "人工智能", "人工智能");
  }

  @Test
  void aMarkIsOfItsCharactersClassAndSymbolsAreNoLetters() {
    assertThat(found("⚠\uFE0FAI ▶\uFE0F5G 1\uFE0F\u20E3AI ㉑AI技术", "AI", "5G"))
        .containsExactly("ai", "5g", "ai", "ai");
    assertThat(found("数\uDB40\uDD00字", "数字")).containsExactly("数字");
    assertThat(found("⚠\u0302AI 人\u0302AI 数据\u0302", "AI", "数据")).containsExactly("ai", "ai", "数据");
    assertThat(found("x\u0302AI AI\u0302 AI\u0302\u0302x", "AI")).isEmpty();
    assertThat(found("AB\u0302AB AB\u0302", "AB\u0302")).hasSize(1);
  }

  @Test
  void aFinalSigmaIsASigma() {
    assertThat(found("ΟΔΟΣ, οδος", "οδος")).hasSize(2);
  }

  @Test
  void charactersThatMeanSomethingElsewhereStandForThemselves() {
    assertThat(
            found("C++ C# .NET a.b axb (x) [y]* \\d $1", "C++", "C#", ".NET", "a.b", "\\d", "$1"))
        .containsExactly("c++", "c#", ".net", "a.b", "\\d", "$1");
    assertThat(found("𠮷野家在𠮷", "𠮷", "𠮷野家")).containsExactly("𠮷野家", "𠮷");
    assertThat(found("😀AI😀", "AI", "😀AI")).containsExactly("😀ai");
  }

  @Test
  void repeatedAndEmptyWordsAreNoMatcher() {
    assertThatThrownBy(() -> WordMatcher.of(List.of("a", "a")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WordMatcher.of(List.of("")))
        .isInstanceOf(IllegalArgumentException.class);
    WordMatcher.of(List.of()).find("a", (word, start, end) -> assertThat(word).isNegative());
  }

  /**
   * The same rule as a regular expression of java.util.regex: alternatives from the longest, with
   * looks behind and ahead where a word begins or ends with a letter of a script with spaces.
   */
  @Test
  void randomTextsAgreeWithRegularExpressions() {
    long seed = 7;
    Random random = new Random(seed);
    String alphabet = "aab1 大大数据.é_";
    String spaced = "[a-z0-9é_]";
    for (int round = 0; round < 400; round++) {
      List<String> words = new ArrayList<>();
      for (int w = 0; w < 1 + random.nextInt(8); w++) {
        String word = NormalizedText.of(text(random, alphabet, 1 + random.nextInt(4)));
        if (!word.isBlank() && !words.contains(word)) {
          words.add(word);
        }
      }
      String text = NormalizedText.of(text(random, alphabet, 60));
      List<String> longestFirst = new ArrayList<>(words);
      longestFirst.sort(Comparator.comparingInt((String word) -> -word.length()));
      List<String> alternatives = new ArrayList<>();
      for (String word : longestFirst) {
        String before = word.substring(0, 1).matches(spaced) ? "(?<!" + spaced + ")" : "";
        String after =
            word.substring(word.length() - 1).matches(spaced) ? "(?!" + spaced + ")" : "";
        alternatives.add(before + Pattern.quote(word) + after);
      }
      List<String> expected = new ArrayList<>();
      if (!words.isEmpty()) {
        Matcher matcher = Pattern.compile(String.join("|", alternatives)).matcher(text);
        while (matcher.find()) {
          expected.add(matcher.start() + matcher.group());
        }
      }
      List<String> actual = new ArrayList<>();
      WordMatcher.of(words).find(text, (w, start, end) -> actual.add(start + words.get(w)));
      assertThat(actual)
          .as("seed %d round %d: %s in %s", seed, round, words, text)
          .isEqualTo(expected);
    }
  }

  private static String text(Random random, String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  @Test
  void theOrderOfTheWordsMakesNoDifference() {
    Random random = new Random(3);
    List<String> words = new ArrayList<>(List.of("ai", "大数据", "大数", "数据", "big data", "data"));
    String text = text(random, "大数据ai 大数据 big data ", 2000);
    List<String> first = found(text, words.toArray(String[]::new));
    Collections.shuffle(words, random);
    assertThat(first).isNotEmpty().isEqualTo(found(text, words.toArray(String[]::new)));
  }
}
