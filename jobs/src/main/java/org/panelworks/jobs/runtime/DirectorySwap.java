package org.panelworks.jobs.runtime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.panelworks.SettingsException;

/**
 * A directory replaced by renames, on a local disk or HDFS. A rename cannot replace a directory
 * that holds something (Hadoop's would move the new one into it), so the old one moves to a hidden
 * sibling first; a crash between the two renames is repaired by {@link #repair}.
 */
final class DirectorySwap implements Placement {
  private static final String STAGED = ".staged-";
  private static final String OLD = ".old-";

  private final Store store;
  private final String parent;
  private final String name;
  private final RunId id;
  private final Consumer<String> checkpoint;

  /**
   * A swap of one run.
   *
   * @param out the directory's absolute path
   * @param checkpoint told the name of each step done; a test stops there as a crash would
   */
  DirectorySwap(Store store, String out, RunId id, Consumer<String> checkpoint) {
    int slash = out.lastIndexOf('/');
    this.store = store;
    this.parent = out.substring(0, slash);
    this.name = out.substring(slash + 1);
    this.id = id;
    this.checkpoint = checkpoint;
  }

  @Override
  public void open() throws IOException {
    repair(store, parent + "/" + name);
    for (String sibling : siblings(store, parent, name, STAGED)) {
      RunId other = idOf(sibling, STAGED);
      if (other.isAlive() && other.host().equals(id.host())) {
        throw new SettingsException(
            "another run (process "
                + other.process()
                + ") is writing to "
                + out()
                + ": wait for it, or choose another --out");
      }
    }
    Manifest.refuseForeign(store, out());
    store.createDirectory(staged());
    checkpoint.accept("staged");
  }

  @Override
  public String staged() {
    return parent + "/." + name + STAGED + id;
  }

  @Override
  public String prefix() {
    return "";
  }

  @Override
  public void publish(byte[] manifest) throws IOException {
    store.force(staged());
    checkpoint.accept("written");
    store.write(staged() + "/" + Manifest.FILE, manifest);
    checkpoint.accept("manifest");
    String old = parent + "/." + name + OLD + id;
    boolean replaces = store.exists(out());
    if (replaces) {
      store.move(out(), old);
      checkpoint.accept("old-moved");
    }
    store.move(staged(), out());
    checkpoint.accept("moved-in");
    if (replaces) {
      store.delete(old);
      checkpoint.accept("old-deleted");
    }
  }

  /** Puts back what stood there, if the swap broke off midway, and removes the staged files. */
  @Override
  public void discard() throws IOException {
    String old = parent + "/." + name + OLD + id;
    if (store.exists(old) && !store.exists(out())) {
      store.move(old, out());
    }
    store.delete(staged());
  }

  /**
   * Ends what a crashed run began: where the directory is gone, the complete new result moves in,
   * or the old one back; then the remains of dead runs are deleted.
   *
   * @return what was done, for a person to read; empty where nothing was
   */
  static List<String> repair(Store store, String out) throws IOException {
    int slash = out.lastIndexOf('/');
    String parent = out.substring(0, slash);
    String name = out.substring(slash + 1);
    List<String> done = new ArrayList<>();
    List<String> olds = siblings(store, parent, name, OLD);
    if (!store.exists(out) && !olds.isEmpty()) {
      RunId crashed = idOf(olds.get(0), OLD);
      if (crashed.isAlive()) {
        return done;
      }
      String staged = parent + "/." + name + STAGED + crashed;
      if (Manifest.problems(store, staged).isEmpty()) {
        store.move(staged, out);
        done.add("the run " + crashed + " was stopped while it replaced " + out + ": completed");
      } else {
        store.move(parent + "/" + olds.get(0), out);
        done.add("the run " + crashed + " was stopped while it replaced " + out + ": undone");
      }
    }
    boolean complete = store.exists(out + "/" + Manifest.FILE);
    for (String remains : siblings(store, parent, name, STAGED)) {
      deleteDead(store, parent, remains, idOf(remains, STAGED), done);
    }
    for (String remains : complete ? siblings(store, parent, name, OLD) : List.<String>of()) {
      deleteDead(store, parent, remains, idOf(remains, OLD), done);
    }
    return done;
  }

  private static void deleteDead(
      Store store, String parent, String remains, RunId run, List<String> done) throws IOException {
    if (!run.isAlive()) {
      store.delete(parent + "/" + remains);
      done.add("remains of the run " + run + " deleted");
    }
  }

  /** Hidden siblings of the directory that a run made, the newest first. */
  private static List<String> siblings(Store store, String parent, String name, String kind)
      throws IOException {
    String folder = parent.isEmpty() ? "/" : parent;
    return store.names(folder).stream()
        .filter(sibling -> sibling.startsWith("." + name + kind))
        .filter(sibling -> parsed(sibling, kind).isPresent())
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private static RunId idOf(String sibling, String kind) {
    return parsed(sibling, kind).orElseThrow();
  }

  private static Optional<RunId> parsed(String sibling, String kind) {
    return RunId.parse(sibling.substring(sibling.lastIndexOf(kind) + kind.length()));
  }

  private String out() {
    return parent + "/" + name;
  }
}
