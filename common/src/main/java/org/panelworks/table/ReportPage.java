package org.panelworks.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The report of a run: one HTML page with a summary, warnings, the sample flow, tables and figures.
 *
 * <p>The page loads nothing and runs nothing (its own security policy forbids it), reads well on
 * paper and in the dark, and has a table of contents, captions and {@code scope} attributes for
 * those who listen to it.
 */
public final class ReportPage {
  private static final String CSS =
      """
      header { margin-bottom: 2rem; }
      h1 { font-size: 2rem; line-height: 1.15; font-weight: 600; margin: 0 0 0.35rem; }
      h2 {
        font-size: 1.3rem; font-weight: 600; margin: 3rem 0 0.5rem; padding-top: 0.9rem;
        border-top: 1px solid var(--hair);
      }
      .summary {
        display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 1.2rem;
        margin: 1.2rem 0 0; font-size: 0.9rem; font-variant-numeric: tabular-nums;
      }
      .summary dt { color: var(--soft); }
      .summary dd { margin: 0; overflow-wrap: anywhere; }
      nav { margin: 1.6rem 0; padding: 0.9rem 1.2rem; border: 1px solid var(--hair); font-size: 0.9rem; }
      nav p { margin: 0 0 0.3rem; font-weight: 600; }
      nav ol { margin: 0; padding-left: 1.2rem; }
      nav ol ol { list-style: none; padding-left: 0.6rem; }
      nav a { text-decoration: none; }
      nav a:hover, nav a:focus { text-decoration: underline; }
      .warnings {
        border-left: 0.25rem solid var(--warn); background: var(--warn-paper);
        padding: 0.8rem 1.1rem; margin: 1.6rem 0; font-size: 0.92rem;
      }
      .warnings h2 {
        border: 0; margin: 0 0 0.3rem; padding: 0; font-size: 1rem; color: var(--warn);
      }
      .warnings ul { margin: 0; padding-left: 1.2rem; }
      figure { margin: 1.75rem 0 2.75rem; break-inside: avoid; }
      figure svg {
        display: block; max-width: 100%; height: auto; margin: 0 auto; background: #fff;
      }
      figcaption { text-align: center; font-weight: 600; font-size: 1.02rem; margin-bottom: 0.6rem; }
      @media print { nav { display: none; } h2 { break-after: avoid; } }
      """;

  private final Builder parts;

  private ReportPage(Builder parts) {
    this.parts = parts;
  }

  /**
   * One figure.
   *
   * @param name what its file is called
   * @param title the caption
   * @param svg an SVG document; an XML declaration before it is left out
   */
  public record Figure(String name, String title, String svg) {
    public Figure {
      int start = svg.indexOf("<svg");
      if (start < 0 || !svg.strip().endsWith("</svg>")) {
        throw new IllegalArgumentException("figure " + name + " must be one svg element");
      }
      svg = svg.substring(start).strip();
    }
  }

  /** Starts a report. */
  public static Builder builder(String title) {
    return new Builder(title);
  }

  /** The whole page, to be saved as UTF-8. */
  private String html() {
    StringBuilder body = new StringBuilder();
    body.append("<main>\n<header>\n<h1>").append(HtmlText.escaped(parts.title)).append("</h1>\n");
    appendSummary(body);
    body.append("</header>\n");
    appendWarnings(body);
    appendContents(body);
    appendSample(body);
    appendTables(body);
    appendFigures(body);
    return PageStyle.page(parts.language, parts.title, CSS, body.append("</main>\n").toString());
  }

  private void appendSummary(StringBuilder body) {
    if (parts.summary.isEmpty()) {
      return;
    }
    body.append("<dl class=\"summary\">\n");
    for (List<String> fact : parts.summary) {
      body.append("<dt>").append(HtmlText.escaped(fact.get(0))).append("</dt>");
      body.append("<dd>").append(HtmlText.escaped(fact.get(1))).append("</dd>\n");
    }
    body.append("</dl>\n");
  }

  private void appendWarnings(StringBuilder body) {
    if (parts.warnings.isEmpty()) {
      return;
    }
    body.append("<section class=\"warnings\" aria-labelledby=\"warnings\">\n");
    body.append("<h2 id=\"warnings\">Warnings</h2>\n<ul>\n");
    parts.warnings.forEach(
        warning -> body.append("<li>").append(HtmlText.escaped(warning)).append("</li>\n"));
    body.append("</ul>\n</section>\n");
  }

  private void appendContents(StringBuilder body) {
    body.append("<nav aria-labelledby=\"contents\">\n<p id=\"contents\">Contents</p>\n<ol>\n");
    if (parts.sample != null) {
      appendLink(body, "sample", "Sample");
      body.append("</li>\n");
    }
    appendGroup(body, "tables", "Tables", parts.tables.stream().map(ReportPage::link).toList());
    appendGroup(body, "figures", "Figures", parts.figures.stream().map(ReportPage::link).toList());
    body.append("</ol>\n</nav>\n");
  }

  private static List<String> link(Table table) {
    return List.of("table-" + HtmlText.anchor(table.name()), heading(table.title(), table.name()));
  }

  private static List<String> link(Figure figure) {
    return List.of(
        "figure-" + HtmlText.anchor(figure.name()), heading(figure.title(), figure.name()));
  }

  private static String heading(String title, String name) {
    return title.isEmpty() ? name : title;
  }

  private static void appendGroup(
      StringBuilder body, String anchor, String heading, List<List<String>> links) {
    if (links.isEmpty()) {
      return;
    }
    appendLink(body, anchor, heading);
    body.append("\n<ol>\n");
    for (List<String> link : links) {
      appendLink(body, link.get(0), link.get(1));
      body.append("</li>\n");
    }
    body.append("</ol></li>\n");
  }

  private static void appendLink(StringBuilder body, String anchor, String text) {
    body.append("<li><a href=\"#").append(anchor).append("\">");
    body.append(HtmlText.escaped(text)).append("</a>");
  }

  private void appendSample(StringBuilder body) {
    Optional.ofNullable(parts.sample)
        .ifPresent(
            sample ->
                body.append("<section>\n<h2 id=\"sample\">Sample</h2>\n")
                    .append(new HtmlWriter().fragment(sample))
                    .append("</section>\n"));
  }

  private void appendTables(StringBuilder body) {
    if (parts.tables.isEmpty()) {
      return;
    }
    body.append("<section>\n<h2 id=\"tables\">Tables</h2>\n");
    parts.tables.forEach(table -> body.append(new HtmlWriter().fragment(table)));
    body.append("</section>\n");
  }

  private void appendFigures(StringBuilder body) {
    if (parts.figures.isEmpty()) {
      return;
    }
    body.append("<section>\n<h2 id=\"figures\">Figures</h2>\n");
    for (Figure figure : parts.figures) {
      String anchor = link(figure).get(0);
      body.append(
          String.format(
              Locale.ROOT,
              "<figure id=\"%s\">\n<figcaption>%s</figcaption>\n%s\n</figure>\n",
              anchor,
              HtmlText.escaped(heading(figure.title(), figure.name())),
              figure.svg()));
    }
    body.append("</section>\n");
  }

  /** Collects the parts of a report. */
  public static final class Builder {
    private final String title;
    private String language = "en";
    private final List<List<String>> summary = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable Table sample;
    private final List<Table> tables = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();

    private Builder(String title) {
      this.title = title;
    }

    /** The language of the page's prose, a BCP 47 tag; English unless said otherwise. */
    public Builder language(String tag) {
      language = tag;
      return this;
    }

    /** A fact about the run, such as its input or its number of rows. */
    public Builder fact(String name, String value) {
      summary.add(List.of(name, value));
      return this;
    }

    /** Something the reader must know before trusting a number. */
    public Builder warning(String text) {
      warnings.add(text);
      return this;
    }

    /** How the sample came about, as {@link AttritionTable} lays it out. */
    public Builder sample(Table flow) {
      sample = flow;
      return this;
    }

    /** A table, in reading order. */
    public Builder table(Table table) {
      tables.add(table);
      return this;
    }

    /** A figure, in reading order. */
    public Builder figure(Figure figure) {
      figures.add(figure);
      return this;
    }

    /** The whole page, to be saved as UTF-8. */
    public String html() {
      return new ReportPage(this).html();
    }
  }
}
