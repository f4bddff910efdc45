package org.panelworks.jobs.text;

/** The manual of the job. */
final class TextManual {
  static final String TEXT =
      """
      text: frequencies and shares of dictionary words in documents, and candidates for more words

      Input: documents, one per unit and time, in a column of a table or as files of their own. A run of
      the study (`panelworks study`) does this first, into `out`, which is then required: its other
      sections read, or panel.tables joins, ${text.out}"/data/text-measures.parquet".

      text {
        path   = "annual-reports.parquet"   # as panel.path: beside the study file first
        format = parquet                    # | csv | … as a panel's; or txt, see below
        id = stkcd, time = year, text = mda # columns; time may be left out. strings, options: as in panel
        dictionaries { digital = "digital.txt" }      # name and file; at least one
        duplicates = refuse                 # | sum: several documents of one id and time are added up
        expansion {                         # only where candidates for more words are wanted
          seeds = [人工智能, big data]       # required
          vector-size = 100, window = 5, min-count = 5, iterations = 5, learning-rate = 0.025, seed = 1
          min-similarity = 0.5, most = 10   # least cosine, candidates for each seed
        }
        decimals = 3                        # of the printed tables
        out = "../out/texts"                # directory of the results, relative to the study file; --out
      }                                     # goes before it; else out/STUDY-text

      Files of their own: path is a folder (all *.txt below it) or a glob, format = txt, file-name =
      "{stkcd}_{year}.txt" says how names hold the columns id and time, encoding = UTF-8 | GB18030 | …
      A file that is not named so, or not of that encoding, is refused; names that begin with _ or . are
      left out. In a CSV file cells may hold line ends between quotes, two quotes stand for one, and an
      empty cell is a missing text; one task reads a whole CSV file, so large collections are better
      kept as Parquet or as files of their own.

      A dictionary is a UTF-8 text, one word a line; lines that begin with # are comments, and `[theme]`
      begins a theme, to which the words below it belong. A word that stands twice in a theme counts once,
      with a warning. Refused, with file and line: a word in two themes, words before the first theme, words
      without a letter, ideograph or digit, several words in a line (, ; 、 |), more than 200 characters.

      What counts. Texts and words first take one form: full-width and other compatibility forms folded
      (NFKC), lower case (a final sigma as any other), characters that do not show (variation selectors,
      joiners, …) left out, circled or parenthesized numbers and letters and keycaps (① ㉑ ⒜ Ⓐ) a space, white
      space and the end of a line one space. One line end, with the white space around it, is nothing
      between two characters of scripts without spaces (Han, kana, Thai, …): 人工智能 is found where a line
      ends within it, and a heading without a blank line below goes on in the text. Traditional characters
      stay. Words are then looked for from left to right, the longest at each place, and not within one
      another; none is found across a blank line. A word that begins or ends with a letter or digit of a
      script with spaces (Latin, Greek, Cyrillic, Hangul, …) has no such character (letter, digit, _; a mark
      is of the kind of the character before it) beside that end: AI is found in AI技术 and AI-driven, not
      in OpenAI or AI2; 5G网络 in 建设5G网络, not in 15G网络. Chinese and Japanese words are found anywhere,
      also within longer ones that are not in the dictionary. Dictionaries do not compete.

      All words are those of ICU's segmentation of the text in that form (UAX #29, with its dictionary for
      Chinese): words, numbers, kana, ideographs; no punctuation, symbols or white space. They do not depend
      on the dictionaries. The version of ICU stands in tables/text.json. A share is a fraction of them
      (above 1 only where words of a dictionary are shorter than those of the segmentation).

      A missing text (null) has missing measures and is left out of the tables' sums; an empty one counts 0
      of 0 words, and its share is missing. Both are counted in a warning. Documents without id or time, and
      two of one id and time unless duplicates = sum, are refused (exit 3) with their keys.

        data/text-measures.parquet   one row per id and time, in this order: documents (texts that are
                            there), total_words, and of each dictionary, and each DICTIONARY_THEME,
                            NAME_count, NAME_ln = ln(1 + count), NAME_share = count / total_words
        tables/text         documents, missing, empty, total_words; by dictionary, overall (time null) and by
                            time (at most 10,000, as text or numbers like their column): count, mean_count,
                            documents_with_any, share_with_any, mean_ln, share_of_words
        tables/text-words   by word: theme, count, documents, share_of_dictionary; of more than 10,000 words
                            the 200 most frequent of each dictionary are printed, all are in
                            data/text-words.parquet, and the JSON says so
        tables/text-themes  by theme, overall and by time: keywords, count, documents, share_of_dictionary,
                            share_of_words
        tables/text-expansion  seed, candidate, cosine_similarity, frequency, status "to be confirmed"; the
                            settings and the seed

      The expansion trains MLlib's Word2Vec on the sentences of all texts (dictionary and seed words whole,
      the rest by segmentation, numbers left out) in one partition, in the order of the keys: the same seed
      gives the same candidates, whatever the partitions (where spark.default.parallelism is set, for the
      same value of it). Words of the dictionaries are no candidates. Nothing
      is added to a dictionary, and no count changes: a person reads the table and edits the file. Refused
      (exit 4): no seed occurs min-count times. Small collections give similarities without meaning.
      """;

  private TextManual() {}
}
