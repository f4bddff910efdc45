package org.panelworks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LatexWriterTest {
  private static final String EVERYTHING =
      "A\\b~^_#%&${}<>|\"'`*[x]--''?`,, αΔ R² −≤× é \\input{x} 1\u00002";

  private static String latex(Table table) {
    return new LatexWriter().write(table);
  }

  @Test
  void aSmallTableByHand() {
    Table table =
        Table.builder("t")
            .title("R & D")
            .columns(2, Alignment.CENTER)
            .header(List.of(HeaderCell.of(""), new HeaderCell("roe", 2)))
            .header("", "(1)", "(2)")
            .section("Panel A")
            .row(
                Cell.label("lev_1"),
                Cell.coefficient(-2.248, 0.001, Digits.fixed(3), Stars.standard()),
                Cell.coefficient(0.5, 0.07, Digits.fixed(3), Stars.standard()))
            .row(
                Cell.empty(),
                Cell.enclosed(0.125, Digits.fixed(3)),
                Cell.enclosed(-1.5, Digits.fixed(3)))
            .row(Cell.label("size"), Cell.text("(omitted)"), Cell.empty())
            .rule()
            .row(Cell.label("R²"), Cell.number(0.61, Digits.fixed(3)), Cell.empty())
            .note("* p<0.1")
            .build();
    String document = latex(table);
    assertThat(document.substring(document.indexOf("\\begin{document}")))
        .isEqualTo(
            """
            \\begin{document}
            \\begin{table}[htbp]
            \\centering
            \\providecommand{\\sym}[1]{\\rlap{\\textsuperscript{#1}}}
            \\setlength{\\tabcolsep}{8pt}
            \\begin{threeparttable}
            \\caption{R \\& D}
            \\label{tab:t}
            \\begin{tabular}{lcc}
            \\toprule
             & \\multicolumn{2}{c}{roe} \\\\
            \\cmidrule(lr){2-3}
             & (1) & (2) \\\\
            \\midrule
            \\multicolumn{3}{l}{\\textit{Panel A}} \\\\
            lev\\_1 & $-2.248$\\sym{***} & 0.500\\sym{*} \\\\
             & (0.125) & ($-1.500$) \\\\
            \\addlinespace[3pt]
            size & (omitted) &  \\\\
            \\midrule
            R\\textsuperscript{2} & 0.610 &  \\\\
            \\bottomrule
            \\end{tabular}
            \\begin{tablenotes}[flushleft]\\footnotesize
            \\item {*} p\\textless{}0.1
            \\end{tablenotes}
            \\end{threeparttable}
            \\end{table}
            \\end{document}
            """);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '!',
      value = {
        "\\, \\textbackslash{}",
        "~, \\textasciitilde{}",
        "^, \\textasciicircum{}",
        "_, \\_",
        "#, \\#",
        "%, \\%",
        "&, \\&",
        "$, \\$",
        "{, \\{",
        "}, \\}",
        "<, \\textless{}",
        ">, \\textgreater{}",
        "|, \\textbar{}",
        "\", \\textquotedbl{}",
        "`, \\textasciigrave{}",
        "*, {*}",
        "[, {[}",
        "--, -{}-",
        "'', '{}'",
        "α, $\\alpha$",
        "ω, $\\omega$",
        "ρ, $\\rho$",
        "σ, $\\sigma$"
      })
  void everySpecialCharacterIsEscapedEverywhere(String special, String escaped) {
    String document = latex(SampleTables.hostile("a" + special + "b"));
    assertThat(document).doesNotContain("a" + special + "b");
    assertThat(document.split("\\Qa" + escaped + "b\\E", -1)).hasSize(8);
  }

  @Test
  void fontsForChineseAreLoadedOnlyWhereNeeded() {
    assertThat(latex(SampleTables.hostile("lev"))).doesNotContain("ctex");
    assertThat(latex(SampleTables.regression()))
        .contains("\\usepackage[scheme=plain]{ctex}", "数字化转型 & 0.324\\sym{***}");
  }

  @Test
  void theSheetGrowsWithTheTable() {
    Table.Builder wide = Table.builder("wide").columns(40, Alignment.RIGHT);
    Cell[] cells = new Cell[41];
    Arrays.fill(cells, Cell.count(1234567));
    assertThat(latex(wide.row(cells).build())).contains("paperwidth=102.4cm,paperheight=29.7cm");
    assertThat(latex(SampleTables.hostile("x"))).contains("paperwidth=21.0cm");
  }

  @Test
  void theDocumentCompilesWhereTexIsInstalled(@TempDir Path folder)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("all.tex"), latex(SampleTables.hostile(EVERYTHING)));
    assumeTrue(runs(folder, "xelatex", "--version"), "xelatex is not installed");
    boolean compiled =
        runs(folder, "xelatex", "-interaction=nonstopmode", "-halt-on-error", "all.tex");
    assertThat(compiled).isTrue();
    String log = Files.readString(folder.resolve("all.log"), StandardCharsets.ISO_8859_1);
    assertThat(log).doesNotContain("Missing character", "Overfull");
  }

  private static boolean runs(Path folder, String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
