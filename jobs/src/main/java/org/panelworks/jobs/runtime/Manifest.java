package org.panelworks.jobs.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.panelworks.SettingsException;

/** The file that makes a result complete: what was run, on what, and every file with its hash. */
final class Manifest {
  static final String FILE = "manifest.json";

  private static final String FILES = "files";
  private static final String MARK = "panelworks";
  private static final int SHOWN = 5;

  private Manifest() {}

  /** The entries of every file below a staged directory: path, size in bytes, SHA-256. */
  static List<Map<String, Object>> files(Store store, String staged, String prefix)
      throws IOException {
    List<Map<String, Object>> files = new ArrayList<>();
    for (String file : store.files(staged)) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("path", prefix + file);
      entry.put("size", store.size(staged + "/" + file));
      entry.put("sha256", hash(store, staged + "/" + file));
      files.add(entry);
    }
    return files;
  }

  /** The manifest of a result, or nothing where there is no readable one of ours. */
  static Optional<Map<String, Object>> read(Store store, String out) throws IOException {
    String path = out + "/" + FILE;
    if (!store.exists(path) || store.isDirectory(path)) {
      return Optional.empty();
    }
    try (InputStream in = store.read(path)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (Json.parse(text) instanceof Map<?, ?> tree && tree.containsKey(MARK)) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        tree.forEach((key, value) -> manifest.put(String.valueOf(key), value));
        return Optional.of(manifest);
      }
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** What keeps a directory from being a complete, untouched result; empty where nothing does. */
  static List<String> problems(Store store, String out) throws IOException {
    if (!store.isDirectory(out)) {
      return List.of(out + ": no such result");
    }
    Optional<Map<String, Object>> manifest = read(store, out);
    if (manifest.isEmpty()) {
      return List.of(out + ": no readable " + FILE + ", so the result is not complete");
    }
    List<String> problems = new ArrayList<>();
    Set<String> listed = new HashSet<>();
    for (Entry entry : entries(manifest.get())) {
      if (entry.isOutside()) {
        problems.add(FILE + " lists a file outside the result: " + entry.path());
        continue;
      }
      listed.add(entry.path());
      check(store, out, entry, problems);
    }
    String version = String.valueOf(manifest.get().getOrDefault("version", ""));
    for (String file : store.files(out)) {
      boolean result = file.matches("(" + Pattern.quote(version) + ")?(tables|figures|data)/.*");
      if (result && !listed.contains(file)) {
        problems.add(file + ": not listed in " + FILE);
      }
    }
    return problems;
  }

  /** Refuses an output that holds anything but an earlier result: it would be deleted. */
  static void refuseForeign(Store store, String out) throws IOException {
    if (!store.exists(out)) {
      return;
    }
    if (!store.isDirectory(out)) {
      throw new SettingsException("the output " + out + " is a file: name a directory by --out");
    }
    if (store.names(out).isEmpty()) {
      return;
    }
    Optional<Map<String, Object>> manifest = read(store, out);
    boolean versions = store.names(out).stream().allMatch(name -> name.startsWith("run-"));
    if (manifest.isEmpty() && !versions) {
      throw new SettingsException(
          "the output "
              + out
              + " is not empty and holds no Panelworks result (no "
              + FILE
              + "): nothing there is replaced; choose another --out or empty it");
    }
    Set<String> ours = new HashSet<>(List.of(FILE));
    manifest.ifPresent(tree -> entries(tree).forEach(entry -> ours.add(entry.path())));
    List<String> foreign =
        store.files(out).stream()
            .filter(file -> !ours.contains(file) && !isIncidental(file))
            .toList();
    if (!foreign.isEmpty()) {
      throw new SettingsException(
          "the output "
              + out
              + " also holds files that no run wrote ("
              + String.join(", ", foreign.subList(0, Math.min(SHOWN, foreign.size())))
              + (foreign.size() > SHOWN ? ", …" : "")
              + "), which replacing it would delete: move them away or choose another --out");
    }
  }

  /** Hidden files (checksums, a file manager's notes) and other runs' versions. */
  private static boolean isIncidental(String file) {
    return file.startsWith("run-") || file.startsWith(".") || file.contains("/.");
  }

  private record Entry(String path, long size, String sha256) {
    boolean isOutside() {
      return path.startsWith("/") || List.of(path.split("/")).contains("..") || path.contains("\\");
    }
  }

  private static List<Entry> entries(Map<String, Object> manifest) {
    List<Entry> entries = new ArrayList<>();
    if (manifest.get(FILES) instanceof List<?> files) {
      for (Object file : files) {
        if (file instanceof Map<?, ?> entry
            && entry.get("path") instanceof String path
            && entry.get("size") instanceof Number size
            && entry.get("sha256") instanceof String hash) {
          entries.add(new Entry(path, size.longValue(), hash));
        }
      }
    }
    return entries;
  }

  private static void check(Store store, String out, Entry entry, List<String> problems)
      throws IOException {
    String path = out + "/" + entry.path();
    if (!store.exists(path)) {
      problems.add(entry.path() + ": missing");
    } else if (store.size(path) != entry.size()) {
      problems.add(entry.path() + ": " + store.size(path) + " bytes, written were " + entry.size());
    } else if (!hash(store, path).equals(entry.sha256())) {
      problems.add(entry.path() + ": changed since it was written (another SHA-256)");
    }
  }

  private static String hash(Store store, String path) throws IOException {
    try (DigestInputStream in = new DigestInputStream(store.read(path), sha256())) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
