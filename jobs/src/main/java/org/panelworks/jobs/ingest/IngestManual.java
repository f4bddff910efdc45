package org.panelworks.jobs.ingest;

/** The manual of the job. */
final class IngestManual {
  static final String TEXT =
      """
      ingest: downloaded extracts (zip, csv, txt, xlsx) to typed, documented Parquet

      Input: files as a data provider (CSMAR, CNRDS) hands them out. A run of the study (`panelworks
      study`) begins with it, anew each time: the result appears in `out`, complete, before the
      panel is read from there, and stays where the study then fails. A run of another section
      alone (`panelworks regress`) reads what was ingested last.

      ingest {
        out = "../out/extracts"            # directory of the results, relative to the study file;
                                           # --out of `panelworks ingest` goes before it
        path = "downloads/**/*.zip"        # or a list; *, ** and ? are wild, brackets are not
        sources = [ {
          table   = FS_Combas              # names the result and tells its files (FS_Combas1, …)
          path    = "balance/*.zip"        # where not the section's
          key     = [Stkcd, Accper]        # tells rows apart; without it whole rows do
          types   { A001000000 = number }  # text | integer | number | date | month; else inferred
          typrep  = A                      # A | B: the other statements are left out
          period-end = 12-31               # or a list: rows of other days are left out
          id      = stkcd                  # the name that Stkcd or Symbol gets
          date    = Accper                 # else Accper, EndDate, Trddt, Trdmnt, Reptdt; none
          units   = base                   # keep | base: columns in thousands are multiplied
          industry = yearly                # yearly | current: what the industry code describes
          missing = ["--", "NULL"]         # words for a missing cell, beside the empty one
          infer-share = 0.9, max-bad-casts = 0
          encoding = GBK, delimiter = ",", header = codes-labels, sheet = "Sheet1"   # else found out
        } ]
        limits { entries = 10000, unpacked-gb = 64, ratio = 200, row-characters = 4194304,
                 columns = 20000 }
      }

      Files. Of what `path` finds, in archives too, the files named TABLE or TABLE and a number
      belong to the table; where none is named so, all do, but not of the section's `path`, which
      other tables share. Notices named 版权声明 or copyright are left out. TABLE[DES]….txt is the dictionary: a line
      `CODE [label] - description` for each column; `单位：千元` in it states a unit, `1=…` a value.
      Files of one table must have the same columns, in any order.

      Encoding. A byte order mark decides; many zero bytes are UTF-16; else UTF-8 if the whole file
      is valid UTF-8, else GB18030 (GBK). Anything else is refused with the offending byte.

      Header. The first row holds codes (letters, digits, _). The second is labels where it has no
      number, date or code with leading zero, but a column below it has; the third is units by the
      same test, or where all its words are units. A first row of labels needs the dictionary.

      Types. Text stays text where a column's name says code (Stkcd, Symbol, …cd, …code, …ID), or
      any cell has a leading zero or more than 18 digits. Else date (2011-12-31, 2010/1/1), month
      (2011-12), integer, number: the first that at least infer-share of the filled cells are. Cells
      that are not are failed casts, missing in the result; more than the share max-bad-casts of a
      column's filled cells are refused.

      Rows that are the same in every column are kept once; rows that share the key and differ are
      refused with their keys. The date column gives integer columns year and month.

      Industry. In a table with dates whose key begins with the firm's code, the firms whose industry
      code changes over the rows are counted: in tables/ingest, `industries` (null where they are
      not), and its notes. Where `industry = current` is declared, the run is refused if any code
      changes, or if the key does not begin with the firm's code.

        data/TABLE.parquet     sorted by key; columns carry label, unit, values, basis and code as
                               metadata; tables of studies show the labels
        tables/ingest          table, files: encoding, header, rows read, left out by policy,
                               duplicates, failed casts, firms of changing industry
        tables/ingest-columns  column, code, type, label, unit, multiplied_by, values, missing,
                               failed_casts, examples

      Warned of where no policy is declared: statements of several kinds, rows of 1 January, columns
      in thousands, industry codes, codes that lost their zeros. Refused (exit 3): rows of another
      width than the header, quotes out of place, NUL characters, two encodings in one file,
      encrypted or damaged archives, entries that point out of them, and what exceeds the limits.
      """;

  private IngestManual() {}
}
