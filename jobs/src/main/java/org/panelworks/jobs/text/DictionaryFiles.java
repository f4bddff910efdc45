package org.panelworks.jobs.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.panelworks.DataException;
import org.panelworks.text.DictionaryText;
import org.panelworks.text.TextDictionary;

/**
 * Reads a study's dictionaries, UTF-8, from the study's folder or where the command runs.
 *
 * @param files name to the file it was found in
 * @param hashes name to the SHA-256 of the file's bytes, in hexadecimal
 * @param warnings of what was read
 */
record DictionaryFiles(
    List<TextDictionary> dictionaries,
    Map<String, String> files,
    Map<String, String> hashes,
    List<String> warnings) {
  private static final long LARGEST = 16L << 20;

  DictionaryFiles {
    dictionaries = List.copyOf(dictionaries);
    files = new LinkedHashMap<>(files);
    hashes = new LinkedHashMap<>(hashes);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads all of them.
   *
   * @param named name to path
   * @throws DataException naming all that is wrong with any
   */
  static DictionaryFiles read(
      Map<String, String> named, java.nio.file.Path studyFolder, Configuration hadoop) {
    List<TextDictionary> dictionaries = new ArrayList<>();
    Map<String, String> files = new LinkedHashMap<>();
    Map<String, String> hashes = new LinkedHashMap<>();
    List<String> warnings = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    named.forEach(
        (name, path) -> {
          try {
            Path file = found(path, studyFolder, hadoop);
            byte[] bytes = bytes(file, hadoop);
            DictionaryText.Reading reading =
                DictionaryText.parse(name, path, strictly(path, bytes, StandardCharsets.UTF_8));
            dictionaries.add(reading.dictionary());
            files.put(name, file.toString());
            hashes.put(name, sha256(bytes));
            warnings.addAll(reading.warnings());
          } catch (DataException e) {
            String.valueOf(e.getMessage())
                .lines()
                .forEach(line -> problems.add("text.dictionaries." + name + ": " + line));
          }
        });
    if (!problems.isEmpty()) {
      throw new DataException(String.join("\n", problems));
    }
    return new DictionaryFiles(dictionaries, files, hashes, warnings);
  }

  /** Where those of the files are that can be found. */
  static List<String> places(
      Collection<String> paths, java.nio.file.Path studyFolder, Configuration hadoop) {
    return paths.stream()
        .flatMap(path -> place(path, studyFolder, hadoop).stream())
        .map(Path::toString)
        .toList();
  }

  private static Path found(String text, java.nio.file.Path studyFolder, Configuration hadoop) {
    return place(text, studyFolder, hadoop)
        .orElseThrow(
            () ->
                new DataException(
                    "no such file `"
                        + text
                        + "`: neither in the study's folder nor from the current directory"));
  }

  private static Optional<Path> place(
      String text, java.nio.file.Path studyFolder, Configuration hadoop) {
    Path path = path(text);
    List<Path> candidates = new ArrayList<>();
    if (!path.isAbsolute()) {
      java.nio.file.Path folder = studyFolder.toAbsolutePath().normalize();
      candidates.add(new Path(new Path("file", "", folder + "/"), path));
    }
    candidates.add(path);
    for (Path candidate : candidates) {
      try {
        FileSystem files = candidate.getFileSystem(hadoop);
        if (files.exists(candidate)) {
          return Optional.of(candidate);
        }
      } catch (IOException e) {
        throw new DataException("cannot look for `" + text + "`: " + e.getMessage(), e);
      }
    }
    return Optional.empty();
  }

  private static Path path(String text) {
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) {
      throw new DataException("`" + text + "` is not a path: " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(Path file, Configuration hadoop) {
    try {
      FileSystem files = file.getFileSystem(hadoop);
      FileStatus status = files.getFileStatus(file);
      if (status.isDirectory() || status.getLen() > LARGEST) {
        throw new DataException(
            "`" + file + "` must be a file of at most " + (LARGEST >> 20) + " MB");
      }
      try (InputStream in = files.open(file)) {
        return in.readAllBytes();
      }
    } catch (IOException e) {
      throw new DataException("cannot read `" + file + "`: " + e.getMessage(), e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Decodes bytes and refuses any that the encoding does not have. */
  static String strictly(String path, byte[] bytes, Charset charset) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new DataException(
          path + " is not " + charset.name() + ", " + e.getMessage() + ": save it so", e);
    }
  }
}
