package org.panelworks.jobs.ingest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A glob over files. {@code *} stands for any characters but {@code /}, {@code **} for any, {@code
 * ?} for one; every other character stands for itself, brackets and braces among them, as
 * downloads' names have them. A directory stands for all files below it.
 */
final class FilePattern {
  private final String folder;
  private final String rest;

  /**
   * A pattern.
   *
   * @param text absolute, or an address
   */
  FilePattern(String text) {
    int wild = firstWild(text);
    int cut = wild < 0 ? text.length() : text.lastIndexOf('/', wild) + 1;
    this.folder = text.substring(0, cut);
    this.rest = text.substring(cut);
  }

  static boolean isAbsolute(String text) {
    return text.startsWith("/") || text.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
  }

  private static int firstWild(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '*' || text.charAt(i) == '?') {
        return i;
      }
    }
    return -1;
  }

  /** The files, sorted by path; none where nothing is there. */
  List<FileStatus> files(Configuration hadoop) throws IOException {
    Path start = new Path(folder.isEmpty() ? "." : folder);
    FileSystem system = start.getFileSystem(hadoop);
    List<FileStatus> found = new ArrayList<>();
    try {
      FileStatus top = system.getFileStatus(start);
      if (top.isFile()) {
        return rest.isEmpty() ? List.of(top) : List.of();
      }
      String base = top.getPath().toUri().getPath().replaceFirst("/$", "");
      walk(system, top.getPath(), base, expression(), found);
    } catch (FileNotFoundException e) {
      return List.of();
    }
    found.sort((a, b) -> a.getPath().toString().compareTo(b.getPath().toString()));
    return found;
  }

  private void walk(FileSystem system, Path at, String base, Pattern wanted, List<FileStatus> found)
      throws IOException {
    FileStatus[] children = system.listStatus(at);
    Arrays.sort(children);
    for (FileStatus child : children) {
      String name = child.getPath().getName();
      if (name.startsWith(".") || name.startsWith("~$") || name.equals("__MACOSX")) {
        continue;
      }
      if (child.isDirectory()) {
        if (!child.isSymlink()) {
          walk(system, child.getPath(), base, wanted, found);
        }
      } else if (wanted
          .matcher(child.getPath().toUri().getPath().substring(base.length() + 1))
          .matches()) {
        found.add(child);
      }
    }
  }

  private Pattern expression() {
    if (rest.isEmpty()) {
      return Pattern.compile(".*", Pattern.DOTALL);
    }
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (c == '*' && rest.startsWith("**/", i)) {
        pattern.append("(?:.*/)?");
        i += 2;
      } else if (c == '*' && rest.startsWith("**", i)) {
        pattern.append(".*");
        i++;
      } else if (c == '*') {
        pattern.append("[^/]*");
      } else if (c == '?') {
        pattern.append("[^/]");
      } else {
        pattern.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }
}
