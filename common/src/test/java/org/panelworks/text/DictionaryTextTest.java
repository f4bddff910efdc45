package org.panelworks.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.panelworks.DataException;

/** Dictionaries as their authors write them. */
final class DictionaryTextTest {
  private static DictionaryText.Reading read(String text) {
    return DictionaryText.parse("digital", "words.txt", text);
  }

  private static void assertRefused(String text, String... words) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void wordsThemesAndCommentsAreToldApart() {
    DictionaryText.Reading reading =
        read("\uFEFF# terms\r\n[人工智能]\r\n 人工智能 \n\nC#\r[cloud]\nCloud  Computing\n");
    TextDictionary dictionary = reading.dictionary();
    assertThat(dictionary.themes()).containsExactly("人工智能", "cloud");
    assertThat(dictionary.keywords("人工智能")).containsExactly("人工智能", "C#");
    assertThat(dictionary.words().get(2))
        .isEqualTo(new TextDictionary.Word("Cloud  Computing", "cloud computing", "cloud"));
    assertThat(reading.warnings()).isEmpty();
  }

  @Test
  void aWordThatStandsTwiceCountsOnceAndIsReported() {
    DictionaryText.Reading reading = read("AI\n大数据\nＡＩ\n");
    assertThat(reading.dictionary().words()).hasSize(2);
    assertThat(reading.warnings())
        .containsExactly("words.txt line 3: `ＡＩ` is the word of line 1 again, and counts once");
  }

  @Test
  void whatIsNoWordIsRefusedWithItsLine() {
    assertRefused("# nothing\n\n", "words.txt holds no word");
    assertRefused("AI\n——\n+++\n", "line 2", "`——` holds no letter", "line 3");
    assertRefused("人工智能、大数据\n", "line 1", "one word a line");
    assertRefused("云计算，区块链\n", "line 1", "one word a line");
    assertRefused("a\u0000b\n", "line 1", "NUL");
    assertRefused("x".repeat(201), "line 1", "longer than 200");
    assertRefused("[a]\nAI\n[b]\nai\n", "line 4", "word of line 2", "another theme");
    assertRefused("AI\n[a]\nx\n", "line 2", "after words without a theme");
    assertRefused("[ ]\nx\n", "line 1", "needs a name");
    assertRefused("--\n".repeat(50), "line 20", "and 30 lines more");
  }

  @Test
  void charactersOfRegularExpressionsAndBeyondTheBasicPlaneAreWords() {
    assertThat(read("C++\n(a|b\n".replace("|", "")).dictionary().words()).hasSize(2);
    assertThat(read("𠮷野家\n😀ok\n[x\n").dictionary().words()).hasSize(3);
  }
}
