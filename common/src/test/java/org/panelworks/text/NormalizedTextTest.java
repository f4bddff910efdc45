package org.panelworks.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The form in which words are looked for. */
final class NormalizedTextTest {
  @Test
  void widthsAndCasesAreFoldedAndTraditionalCharactersStay() {
    assertThat(NormalizedText.of("ＡＩ技术、５Ｇ；ｶﾞ")).isEqualTo("ai技术、5g;ガ");
    assertThat(NormalizedText.of("雲端運算")).isEqualTo("雲端運算");
    assertThat(NormalizedText.of("cafe\u0301 ÉCOLE İstanbul")).isEqualTo("café école istanbul");
  }

  @Test
  void whiteSpaceIsOneSpaceAndABlankLineAParagraphsEnd() {
    assertThat(NormalizedText.of("  big \t\u3000data\nmining\r\n")).isEqualTo("big data mining");
    assertThat(NormalizedText.of("a\r\nb\r\n\r\nc\n \u3000\nd\u2029e\ff"))
        .isEqualTo("a b\nc\nd\ne f");
    assertThat(NormalizedText.of(" \n\n ")).isEmpty();
  }

  @Test
  void charactersThatDoNotShowAreLeftOutAndCircledNumbersAreSpaces() {
    assertThat(NormalizedText.of("\uFEFF人工\u200B智能 soft\u00ADware")).isEqualTo("人工智能 software");
    assertThat(NormalizedText.of("①AI②大数据⑴x㈠y")).isEqualTo("ai 大数据 x y");
  }

  @Test
  void charactersBeyondTheBasicPlaneAreWholeAndHalvesOfThemHarmNothing() {
    assertThat(NormalizedText.of("𠮷野家😀𝐀𝐈")).isEqualTo("𠮷野家😀ai");
    assertThat(NormalizedText.of("a\uD83Db\uDE00c")).isEqualTo("a\uD83Db\uDE00c");
  }

  @Test
  void theFormOfTheFormIsItself() {
    long seed = 41;
    Random random = new Random(seed);
    String letters = "aＢ大數②é\u0301İß ﬁ\n\r\t\u200B\u3000\u2029😀½㎏カﾞ";
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 12; i++) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      String form = NormalizedText.of(text.toString());
      // A line feed alone stands for a blank line in the form, so it is written as such again.
      assertThat(NormalizedText.of(form.replace("\n", "\n\n")))
          .as("seed %d round %d", seed, round)
          .isEqualTo(form);
    }
  }
}
