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
  void aLineEndBetweenCharactersOfScriptsWithoutSpacesIsNothing() {
    assertThat(NormalizedText.of("人工\n智能")).isEqualTo("人工智能");
    assertThat(NormalizedText.of("人工 \r\n\u3000智能\f化")).isEqualTo("人工智能化");
    assertThat(NormalizedText.of("人工\n \n智能")).isEqualTo("人工\n智能");
    assertThat(NormalizedText.of("人工 智能")).isEqualTo("人工 智能");
    assertThat(NormalizedText.of("デー\nタ か\u309A\nき 𠮷\n野家 ไทย\nไทย"))
        .isEqualTo("データ か\u309Aき 𠮷野家 ไทยไทย");
    assertThat(NormalizedText.of("AI\n技术\n5G，\n网络 한국\n어")).isEqualTo("ai 技术 5g, 网络 한국 어");
    assertThat(NormalizedText.of("人工\n①智能")).isEqualTo("人工 智能");
  }

  @Test
  void variationSelectorsAndJoinersDoNotShow() {
    assertThat(NormalizedText.of("数\uDB40\uDD00字 ⚠\uFE0FAI 👩\u200D💻 a\u200Cb"))
        .isEqualTo("数字 ⚠ai 👩💻 ab");
  }

  @Test
  void keycapsAndEnclosedNumbersAndLettersAreSpaces() {
    assertThat(NormalizedText.of("1\uFE0F\u20E3AI2\u20E3x#\uFE0F\u20E3y")).isEqualTo("ai x y");
    assertThat(NormalizedText.of("㉑AI㉟技术㊱x㊿y")).isEqualTo("ai 技术 x y");
    assertThat(NormalizedText.of("⒜AI ⒵x Ⓐy ⓩz 🄐a ⒈b 🄁c")).isEqualTo("ai x y z a b c");
  }

  @Test
  void finalSigmaIsSigma() {
    assertThat(NormalizedText.of("ΟΔΟΣ οδος \u03F2")).isEqualTo("οδοσ οδοσ σ");
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
    String letters = "aＢ大數②é\u0301İß ﬁ\n\r\t\u200B\u3000\u2029😀½㎏カﾞ人\u309A\uFE0F\u20E31ーς";
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
