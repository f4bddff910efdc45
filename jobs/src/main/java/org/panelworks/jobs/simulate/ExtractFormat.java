package org.panelworks.jobs.simulate;

/** How an extract delimits its cells. */
enum ExtractFormat {
  CSV(','),
  TXT('\t');

  private final char delimiter;

  ExtractFormat(char delimiter) {
    this.delimiter = delimiter;
  }

  char delimiter() {
    return delimiter;
  }

  /** The ending of a file's name. */
  String ending() {
    return this == CSV ? "csv" : "txt";
  }
}
