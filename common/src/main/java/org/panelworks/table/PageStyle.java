package org.panelworks.table;

/** The frame and the style that the table pages and the report share. */
final class PageStyle {
  private static final String CSS =
      """
      :root {
        color-scheme: light dark;
        --ink: #1c1c1a; --soft: #62625c; --paper: #fffefb; --hair: #d9d7cf; --rule: #1c1c1a;
        --accent: #1f4e79; --warn: #8a4b08; --warn-paper: #fdf4e3;
        --serif: Charter, "Source Serif 4", "Source Serif Pro", "Iowan Old Style", Cambria,
          "Noto Serif", "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", SimSun,
          "DejaVu Serif", serif;
      }
      @media (prefers-color-scheme: dark) {
        :root {
          --ink: #e7e5df; --soft: #a3a199; --paper: #191917; --hair: #3b3a36; --rule: #cfcdc6;
          --accent: #8fbbe6; --warn: #f0c48a; --warn-paper: #2c2417;
        }
      }
      * { box-sizing: border-box; }
      html { font-size: 17px; -webkit-text-size-adjust: 100%; }
      body {
        margin: 0; padding: 2.5rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
        font-family: var(--serif); line-height: 1.5;
      }
      main { max-width: 58rem; margin: 0 auto; }
      a { color: var(--accent); text-decoration-thickness: 0.06em; text-underline-offset: 0.15em; }
      .scroll { overflow-x: auto; margin: 1.75rem 0 2.75rem; }
      table {
        border-collapse: collapse; margin: 0 auto; min-width: min(26rem, 100%); font-size: 0.94rem; line-height: 1.3;
        font-variant-numeric: lining-nums tabular-nums;
        border-top: 0.12em solid var(--rule);
      }
      caption { caption-side: top; padding: 0 0 0.6rem; font-weight: 600; font-size: 1.02rem; }
      th { font-weight: normal; }
      th, td { padding: 0.2rem 1rem; vertical-align: baseline; white-space: nowrap; }
      tr > :first-child { padding-left: 0.2rem; }
      tr > :last-child { padding-right: 1.3rem; }
      .left { text-align: left; } .center { text-align: center; } .right { text-align: right; }
      td.left.text { white-space: normal; min-width: 12rem; }
      th[scope="row"] { white-space: normal; min-width: 7rem; }
      th.group { text-align: center; padding: 0.2rem 0.45rem 0; }
      th.group > span {
        display: block; padding: 0 0.5rem 0.2rem; border-bottom: 0.06em solid var(--rule);
      }
      tbody { border-top: 0.07em solid var(--rule); }
      tbody:last-of-type { border-bottom: 0.12em solid var(--rule); }
      thead tr:first-child > *, tbody tr:first-child > * { padding-top: 0.45rem; }
      thead tr:last-child > *, tbody tr:last-child > * { padding-bottom: 0.45rem; }
      td.enclosed { padding-bottom: 0.5rem; padding-top: 0; }
      th.panel { text-align: left; font-style: italic; }
      td > sup {
        display: inline-block; width: 0; overflow: visible; font-size: 0.85em; line-height: 0;
        vertical-align: 0.25em; letter-spacing: 0.02em; text-indent: 0.06em;
      }
      tfoot td {
        white-space: normal; width: 0; min-width: 100%; padding: 0.55rem 0.2rem 0;
        font-size: 0.8rem; line-height: 1.4; color: var(--soft); border: 0;
      }
      tfoot p { margin: 0 0 0.3rem; max-width: 46rem; }
      @media print {
        :root {
          --ink: #000; --soft: #333; --paper: #fff; --hair: #bbb; --rule: #000; --accent: #000;
          --warn: #000; --warn-paper: #fff;
        }
        html { font-size: 10.5pt; }
        body { padding: 0; }
        .scroll { overflow: visible; break-inside: avoid; }
        thead { display: table-header-group; }
        tr { break-inside: avoid; }
      }
      """;

  private PageStyle() {}

  /** A whole page; the policy in its head forbids it to load or run anything. */
  static String page(String language, String title, String body) {
    return page(language, title, "", body);
  }

  /** A whole page with styles beyond those of tables. */
  static String page(String language, String title, String css, String body) {
    return "<!DOCTYPE html>\n<html lang=\""
        + HtmlText.escaped(language)
        + "\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
        + " style-src 'unsafe-inline'; img-src data:\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
        + HtmlText.escaped(title)
        + "</title>\n<style>\n"
        + CSS
        + css
        + "</style>\n</head>\n<body>\n"
        + body
        + "</body>\n</html>\n";
  }
}
