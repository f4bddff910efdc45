package org.panelworks.jobs.ingest;

import java.io.Serializable;
import java.util.Optional;

/**
 * What a study may state of how a source's files are written, instead of having it found out.
 *
 * @param encoding a charset's name; empty to find it out
 * @param delimiter between cells; empty to find it out
 * @param header which rows stand above the data; empty to find it out
 * @param sheet of a workbook with several; empty for the only one
 * @param limits what files may hold
 */
record ReadOptions(
    Optional<String> encoding,
    Optional<Character> delimiter,
    Optional<HeaderForm> header,
    String sheet,
    ReadLimits limits)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static final ReadOptions FOUND_OUT =
      new ReadOptions(Optional.empty(), Optional.empty(), Optional.empty(), "", ReadLimits.USUAL);

  private Object writeReplace() {
    return new Written(
        encoding.orElse(""),
        delimiter.map(String::valueOf).orElse(""),
        header.map(Enum::name).orElse(""),
        sheet,
        limits);
  }

  /** An {@link Optional} does not serialize. */
  private record Written(
      String encoding, String delimiter, String header, String sheet, ReadLimits limits)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private Object readResolve() {
      return new ReadOptions(
          Optional.of(encoding).filter(text -> !text.isEmpty()),
          delimiter.isEmpty() ? Optional.empty() : Optional.of(delimiter.charAt(0)),
          header.isEmpty() ? Optional.empty() : Optional.of(HeaderForm.valueOf(header)),
          sheet,
          limits);
    }
  }
}
