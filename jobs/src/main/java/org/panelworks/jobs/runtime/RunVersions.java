package org.panelworks.jobs.runtime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A result on an object store, where a rename is a copy and a single file appears at once: each run
 * writes below its own {@code run-…} and the manifest beside them, written last, names the one that
 * counts.
 */
final class RunVersions implements Placement {
  private static final String RUN = "run-";

  private final Store store;
  private final String out;
  private final RunId id;
  private final Consumer<String> checkpoint;

  RunVersions(Store store, String out, RunId id, Consumer<String> checkpoint) {
    this.store = store;
    this.out = out;
    this.id = id;
    this.checkpoint = checkpoint;
  }

  @Override
  public void open() throws IOException {
    repair(store, out);
    Manifest.refuseForeign(store, out);
    String mark = staged() + "/.writable";
    store.write(mark, new byte[] {'\n'});
    store.delete(mark);
    checkpoint.accept("staged");
  }

  @Override
  public String staged() {
    return out + "/" + prefix().substring(0, prefix().length() - 1);
  }

  @Override
  public String prefix() {
    return RUN + id + "/";
  }

  @Override
  public void publish(byte[] manifest) throws IOException {
    String previous = named(store, out);
    checkpoint.accept("written");
    store.write(out + "/" + Manifest.FILE, manifest);
    checkpoint.accept("manifest");
    if (RunId.parse(previous.replaceFirst("^run-", "").replaceFirst("/$", "")).isPresent()) {
      store.delete(out + "/" + previous.substring(0, previous.length() - 1));
    }
    repair(store, out);
    checkpoint.accept("old-deleted");
  }

  @Override
  public void discard() throws IOException {
    if (!named(store, out).equals(prefix())) {
      store.delete(staged());
    }
  }

  /** Deletes the versions that the manifest does not name and no run is writing. */
  static List<String> repair(Store store, String out) throws IOException {
    List<String> done = new ArrayList<>();
    String current = named(store, out);
    for (String child : store.names(out)) {
      Optional<RunId> run =
          child.startsWith(RUN) ? RunId.parse(child.substring(RUN.length())) : Optional.empty();
      boolean unnamed = run.isPresent() && !current.equals(child + "/");
      if (unnamed && !run.orElseThrow().isAlive()) {
        store.delete(out + "/" + child);
        done.add("remains of the run " + child.substring(RUN.length()) + " deleted");
      }
    }
    return done;
  }

  /** The version that the manifest names, {@code run-…/}, or nothing. */
  static String named(Store store, String out) throws IOException {
    return Manifest.read(store, out)
        .map(manifest -> String.valueOf(manifest.getOrDefault("version", "")))
        .orElse("");
  }
}
