package org.panelworks.jobs.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as a word. */
final class IcuWordsTest {
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    new IcuWords().split(text, (start, end) -> words.add(text.substring(start, end)));
    return words;
  }

  @Test
  void wordsAndNumbersCountAndPunctuationSymbolsAndSpacesDoNot() {
    assertThat(words("it isn't 3.14% — e-commerce (5g)… 😀 + x_1\n"))
        .containsExactly("it", "isn't", "3.14", "e", "commerce", "5g", "x_1");
    assertThat(words(" \n、。……《》")).isEmpty();
  }

  @Test
  void chineseIsCutByTheDictionaryAndNothingIsLost() {
    assertThat(words("中华人民共和国的企业")).containsExactly("中华", "人民", "共和国", "的", "企业");
    String text = "企业数字化转型与ai技术在2020年的发展";
    assertThat(String.join("", words(text))).isEqualTo(text);
    assertThat(words(text)).contains("企业", "ai", "技术", "2020", "发展");
  }

  @Test
  void aLineEndPartsWords() {
    assertThat(words("人工\n智能")).hasSize(2);
  }
}
