package org.panelworks.jobs.panel;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.panelworks.DataException;

/** The files that a panel was read from: which, how large, a fingerprint. */
final class InputFiles {
  private static final Pattern GLOB_CHARACTERS = Pattern.compile("[{}\\[\\]*?\\\\]");

  private final List<String> paths;
  private final long bytes;
  private final String fingerprint;

  private InputFiles(List<String> paths, long bytes, String fingerprint) {
    this.paths = paths;
    this.bytes = bytes;
    this.fingerprint = fingerprint;
  }

  /**
   * Looks the files up.
   *
   * @param files as Spark lists them, URIs
   * @param salt what else tells inputs apart: the schema
   */
  static InputFiles of(String[] files, String salt, Configuration hadoop) {
    List<String> sorted = Arrays.stream(files).sorted().toList();
    long bytes = 0;
    MessageDigest digest = sha256();
    digest.update(salt.getBytes(StandardCharsets.UTF_8));
    try {
      for (String file : sorted) {
        Path path = new Path(URI.create(file));
        FileStatus status = path.getFileSystem(hadoop).getFileStatus(path);
        bytes += status.getLen();
        String line = "\n" + file + " " + status.getLen() + " " + status.getModificationTime();
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new DataException("cannot look at the panel's files: " + e.getMessage(), e);
    }
    return new InputFiles(sorted, bytes, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The paths that a glob, a file's or a directory's name stands for; none if nothing is there. */
  static List<Path> matching(Path pattern, Configuration hadoop) {
    try {
      FileSystem files = pattern.getFileSystem(hadoop);
      if (files.exists(pattern)) {
        return List.of(escaped(pattern));
      }
      FileStatus[] found = files.globStatus(pattern);
      List<Path> paths = new ArrayList<>();
      for (FileStatus status : found == null ? new FileStatus[0] : found) {
        paths.add(escaped(status.getPath()));
      }
      return paths;
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new DataException("panel.path: cannot read `" + pattern + "`: " + e.getMessage(), e);
    }
  }

  /** A path that stands for itself where globs are understood. */
  static Path escaped(Path path) {
    return new Path(GLOB_CHARACTERS.matcher(path.toString()).replaceAll("\\\\$0"));
  }

  /** URIs, sorted; none for a table that is not held in files. */
  List<String> paths() {
    return paths;
  }

  long bytes() {
    return bytes;
  }

  /** SHA-256 over the schema and each file's path, size and time of last change, in hexadecimal. */
  String fingerprint() {
    return fingerprint;
  }
}
