package org.panelworks.jobs.runtime;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.panelworks.SettingsException;

/** The directory of one run's results: everything appears, or the earlier complete result stays. */
public final class Output {
  private static final Set<String> OBJECT_STORES =
      Set.of(
          "s3", "s3a", "s3n", "gs", "abfs", "abfss", "wasb", "wasbs", "adl", "oss", "cosn", "obs",
          "swift");
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private static final Pattern ROWS = Pattern.compile("(.+)/(data/[^/]+/?)");

  private final String path;
  private final Store store;
  private final Placement placement;
  private boolean published;

  private Output(String path, Store store, Placement placement) {
    this.path = path;
    this.store = store;
    this.placement = placement;
  }

  /** Whether the output is on this machine's own file system. */
  public static boolean isLocal(String out) {
    return !SCHEME.matcher(out).matches() || out.startsWith("file:");
  }

  /**
   * Repairs what a crash left at an output, checks that it may be replaced and can be written, and
   * makes room beside it.
   *
   * @param out a directory, or an address ({@code hdfs://…}, {@code s3a://…})
   * @param inputs what the run reads; the output may be none of it, nor inside, nor around it
   * @throws SettingsException where the output cannot take a result
   */
  public static Output open(String out, List<String> inputs, Configuration configuration) {
    return open(out, inputs, configuration, RunId.now(), step -> {});
  }

  static Output open(
      String out,
      List<String> inputs,
      Configuration configuration,
      RunId id,
      Consumer<String> checkpoint) {
    String path = absolute(out);
    Overlap.refuse(path, inputs);
    try {
      Store store = store(path, configuration);
      Placement placement =
          OBJECT_STORES.contains(scheme(path))
              ? new RunVersions(store, path, id, checkpoint)
              : new DirectorySwap(store, path, id, checkpoint);
      placement.open();
      return new Output(path, store, placement);
    } catch (IOException e) {
      throw new SettingsException(
          "cannot write to the output " + path + ": " + reason(e) + "; choose another --out", e);
    }
  }

  /**
   * Where rows of a result are: on an object store, where results are versioned, {@code
   * OUT/data/NAME} stands for those of the version that counts.
   *
   * @return the path itself anywhere else, and where there is no such result
   */
  public static String current(String path, Configuration configuration) {
    Matcher rows = ROWS.matcher(path);
    if (!OBJECT_STORES.contains(scheme(path)) || !rows.matches()) {
      return path;
    }
    String out = rows.group(1);
    try {
      return out + "/" + RunVersions.named(store(out, configuration), out) + rows.group(2);
    } catch (IOException e) {
      return path;
    }
  }

  /** Whether something is at a path, on this machine or where an address says. */
  public static boolean isThere(String path, Configuration configuration) {
    try {
      return store(path, configuration).exists(current(path, configuration));
    } catch (IOException e) {
      return false;
    }
  }

  /** Where the results will be. */
  public String path() {
    return path;
  }

  /**
   * Takes a run's results into the staged directory.
   *
   * @param title of the run's report
   */
  public Results results(String title) {
    return new Results(title, new Staged(store, placement.staged()));
  }

  /**
   * Makes the result appear: the manifest, then the whole.
   *
   * @param manifest what the manifest says besides the files
   */
  public synchronized void publish(Map<String, Object> manifest) throws IOException {
    Map<String, Object> complete = new LinkedHashMap<>();
    complete.put("panelworks", Versions.panelworks());
    if (!placement.prefix().isEmpty()) {
      complete.put("version", placement.prefix());
    }
    complete.putAll(manifest);
    complete.put("files", Manifest.files(store, placement.staged(), placement.prefix()));
    placement.publish(Json.pretty(complete).getBytes(StandardCharsets.UTF_8));
    published = true;
  }

  /**
   * Removes what the run wrote; the earlier result stays. Waits for {@link #publish} where that is
   * under way, and then does nothing.
   */
  public synchronized void discard() throws IOException {
    if (!published) {
      placement.discard();
    }
  }

  synchronized boolean isPublished() {
    return published;
  }

  /**
   * Repairs what a crash left, then checks a result against its manifest.
   *
   * @return what was repaired
   * @throws RuntimeException where the result is not complete, or not as it was written
   */
  public static List<String> verify(String out, Configuration configuration) {
    String path = absolute(out);
    try {
      Store store = store(path, configuration);
      List<String> repaired =
          OBJECT_STORES.contains(scheme(path))
              ? RunVersions.repair(store, path)
              : DirectorySwap.repair(store, path);
      List<String> problems = Manifest.problems(store, path);
      if (!problems.isEmpty()) {
        throw new BrokenResultException(String.join("\n", problems));
      }
      return repaired;
    } catch (IOException e) {
      throw new BrokenResultException("cannot read the result " + path + ": " + reason(e), e);
    }
  }

  private static Store store(String path, Configuration configuration) throws IOException {
    return isLocal(path) ? new LocalStore() : HadoopStore.of(path, configuration);
  }

  private static String scheme(String path) {
    int colon = path.indexOf(':');
    return colon < 0 || isLocal(path) ? "file" : path.substring(0, colon).toLowerCase(Locale.ROOT);
  }

  /** An absolute path, links resolved where they exist, without a trailing slash. */
  static String absolute(String out) {
    try {
      if (!isLocal(out)) {
        String trimmed = out.replaceFirst("/+$", "");
        if (trimmed.replaceFirst("^[^:]+:/*[^/]*", "").isEmpty()) {
          throw new SettingsException("the output needs a directory's name, got " + out);
        }
        return trimmed;
      }
      Path path = out.startsWith("file:") ? ofAddress(out) : Path.of(out);
      Path real = resolved(path.toAbsolutePath().normalize());
      if (out.isBlank() || real.getFileName() == null) {
        throw new SettingsException("the output needs a directory's name, got `" + out + "`");
      }
      return real.toString();
    } catch (InvalidPathException e) {
      throw new SettingsException("the output is not a path: " + out.replace('\0', '?'), e);
    }
  }

  /** Hadoop's addresses are not escaped: what follows the scheme and the host is the path. */
  private static Path ofAddress(String address) {
    return Path.of(address.substring("file:".length()).replaceFirst("^//[^/]*", ""));
  }

  /** The path with the links of its existing part followed. */
  static Path resolved(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      Path above = path.getParent();
      Path name = path.getFileName();
      return above == null || name == null || Files.isSymbolicLink(path)
          ? path
          : resolved(above).resolve(name);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemException failure) {
      String what = failure.getReason() == null ? kind(failure) : failure.getReason();
      return what + " (" + failure.getFile() + ")";
    }
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }

  private static String kind(FileSystemException failure) {
    String name = failure.getClass().getSimpleName().replaceFirst("Exception$", "");
    return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
  }

  /** The staged directory as results are put into it. */
  private record Staged(Store store, String directory) implements Results.Sink {
    @Override
    public void text(String file, String content) {
      try {
        store.write(directory + "/" + file, content.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write " + file, e);
      }
    }

    @Override
    public void rows(String file, Dataset<Row> rows) {
      String target = directory + "/" + file;
      RowsFile.of(rows).mode(SaveMode.ErrorIfExists).parquet(store.address(target));
      try {
        removeChecksums(target);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write " + file, e);
      }
    }

    @Override
    public void file(String file, Results.FileContent content) {
      try (OutputStream out = store.create(directory + "/" + file)) {
        content.write(new Unclosed(out));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write " + file, e);
      }
    }

    private void removeChecksums(String target) throws IOException {
      boolean any = false;
      for (String file : store.files(target)) {
        if (file.endsWith(".crc")) {
          store.delete(target + "/" + file);
        } else {
          any = true;
        }
      }
      if (!any) {
        throw new SettingsException(
            "the executors wrote "
                + target
                + " where the driver cannot see it: name an --out that"
                + " all machines share");
      }
    }
  }

  /** Closing is the owner's. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
