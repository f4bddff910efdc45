package org.panelworks.jobs.runtime;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The local disk under another scheme, with the renames of HDFS: onto a directory that exists, the
 * renamed one moves into it, and the call returns true.
 */
public class RawFolder extends RawLocalFileSystem {
  private URI uri = URI.create("viewed://host");

  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    super.initialize(URI.create("file:///"), configuration);
    uri = URI.create(name.getScheme() + "://" + name.getAuthority());
  }

  @Override
  public URI getUri() {
    return uri;
  }

  @Override
  protected void checkPath(Path path) {}

  @Override
  public File pathToFile(Path path) {
    return new File(path.toUri().getPath());
  }

  @Override
  public boolean rename(Path from, Path to) {
    File target = pathToFile(to);
    File source = pathToFile(from);
    return source.renameTo(target.isDirectory() ? new File(target, from.getName()) : target);
  }
}
