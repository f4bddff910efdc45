package org.panelworks.jobs.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.panelworks.DataException;
import org.panelworks.NearestName;

/**
 * The files of one table: its data and its dictionary.
 *
 * <p>Of what the globs find (and of what lies in the archives they find), the files named for the
 * table belong to it: {@code TABLE} or {@code TABLE} and a number, as shards have, with any ending
 * that can be read. Where no file is named so, all that can be read do, unless the path is shared
 * with other tables. A file with {@code [DES]} in its name is a dictionary; a text named {@code
 * 版权声明} or {@code copyright} is a notice, which is left out unless the table is named so.
 *
 * @param data in order of path and entry
 * @param dictionary of all dictionaries found, the first one's word first
 * @param ignored files that do not belong to the table, or cannot be read as one
 */
record TableFiles(List<Piece> data, DataDictionary dictionary, List<String> ignored) {
  private static final int SHOWN = 12;
  private static final List<String> READABLE = List.of("csv", "txt", "tsv", "xlsx");
  private static final Pattern NOTICE =
      Pattern.compile(
          "版权声明.*|copyright([ _-]?notice)?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  private static final Pattern DICTIONARY =
      Pattern.compile(".*[\\[［]DES[\\]］].*\\.txt", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  TableFiles {
    data = List.copyOf(data);
    ignored = List.copyOf(ignored);
  }

  static TableFiles of(TableSettings table, Path studyFolder, Configuration hadoop)
      throws IOException {
    PieceSource source = new PieceSource(hadoop, table.options());
    Map<String, Piece> found = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (String path : table.paths()) {
      List<FileStatus> files = files(path, studyFolder, hadoop);
      if (files.isEmpty()) {
        throw new DataException(
            "ingest: table "
                + table.name()
                + ": no such input `"
                + path
                + "`: no file there in the study's folder nor from the current directory");
      }
      for (FileStatus file : files) {
        try {
          pieces(file, source).forEach(piece -> found.putIfAbsent(piece.shown(), piece));
        } catch (DataException e) {
          problems.add(String.valueOf(e.getMessage()));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new DataException(String.join("\n", problems));
    }
    return sorted(table, List.copyOf(found.values()), source);
  }

  /** A relative glob is looked up beside the study first, then where the command runs. */
  static List<FileStatus> files(String path, Path studyFolder, Configuration hadoop)
      throws IOException {
    if (FilePattern.isAbsolute(path)) {
      return new FilePattern(path).files(hadoop);
    }
    Path folder = studyFolder.toAbsolutePath().normalize();
    List<FileStatus> beside = new FilePattern("file:" + folder + "/" + path).files(hadoop);
    return beside.isEmpty()
        ? new FilePattern("file:" + Path.of("").toAbsolutePath() + "/" + path).files(hadoop)
        : beside;
  }

  private static List<Piece> pieces(FileStatus file, PieceSource source) throws IOException {
    String path = file.getPath().toString();
    Piece plain = new Piece(path, "", -1, file.getLen(), file.getModificationTime());
    if (!plain.ending().equals("zip")) {
      return List.of(plain);
    }
    return source.entries(path, file.getModificationTime());
  }

  private static TableFiles sorted(TableSettings table, List<Piece> found, PieceSource source)
      throws IOException {
    Pattern named =
        Pattern.compile(
            Pattern.quote(table.name()) + "\\d*(\\s*[(（]\\d+[)）])?", Pattern.CASE_INSENSITIVE);
    List<Piece> readable = new ArrayList<>();
    List<Piece> dictionaries = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    for (Piece piece : found) {
      if (DICTIONARY.matcher(piece.fileName()).matches()) {
        dictionaries.add(piece);
      } else if (READABLE.contains(piece.ending())
          && (named.matcher(stem(piece)).matches() || !isNotice(piece))) {
        readable.add(piece);
      } else {
        ignored.add(piece.shown());
      }
    }
    if (readable.isEmpty()) {
      throw unreadable(table, ignored);
    }
    List<Piece> own = readable.stream().filter(p -> named.matcher(stem(p)).matches()).toList();
    boolean all = own.isEmpty() && table.choice() == FileChoice.NAMED_OR_ALL;
    if (own.isEmpty() && !all) {
      throw unnamed(table, readable);
    }
    List<Piece> data = all ? readable : own;
    readable.stream().filter(p -> !data.contains(p)).forEach(p -> ignored.add(p.shown()));
    List<String> lines = new ArrayList<>();
    for (Piece piece : dictionaries) {
      if (own.isEmpty() || named.matcher(stem(piece)).matches()) {
        lines.addAll(source.lines(piece, DataDictionary.longest()));
      }
    }
    return new TableFiles(data, DataDictionary.parse(lines), ignored);
  }

  private static boolean isNotice(Piece piece) {
    return piece.ending().equals("txt") && NOTICE.matcher(stem(piece)).matches();
  }

  private static DataException unreadable(TableSettings table, List<String> ignored) {
    return new DataException(
        "ingest: table "
            + table.name()
            + ": none of the files found is a table in csv, txt, tsv or xlsx: "
            + ignored.subList(0, Math.min(SHOWN, ignored.size()))
            + (ignored.size() > SHOWN ? " and more" : ""));
  }

  private static DataException unnamed(TableSettings table, List<Piece> readable) {
    List<String> names =
        readable.stream().map(p -> bare(p).replaceFirst("\\d+$", "")).distinct().sorted().toList();
    return new DataException(
        "ingest: table "
            + table.name()
            + ": no file that `ingest.path` finds is named for it"
            + NearestName.hint(table.name(), names)
            + "; there are "
            + String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
            + (names.size() > SHOWN ? ", …" : "")
            + ": name the table as its files are named, or give it a `path` of its own");
  }

  /** A name without folders, ending and what stands in brackets. */
  private static String stem(Piece piece) {
    return bare(piece).toLowerCase(Locale.ROOT);
  }

  private static String bare(Piece piece) {
    return piece
        .fileName()
        .replaceFirst("\\.[^.]*$", "")
        .replaceFirst("(?i)[\\[［]DES[\\]］].*$", "")
        .strip();
  }
}
