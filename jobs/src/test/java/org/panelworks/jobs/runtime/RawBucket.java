package org.panelworks.jobs.runtime;

import org.apache.hadoop.fs.Path;

/** A stand-in for an object store: what renames there is refused. */
public final class RawBucket extends RawFolder {
  @Override
  public boolean rename(Path from, Path to) {
    throw new UnsupportedOperationException("an object store does not rename");
  }
}
