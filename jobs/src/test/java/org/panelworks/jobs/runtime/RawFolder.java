package org.panelworks.jobs.runtime;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The local disk under another scheme, with the renames of HDFS: onto a directory that exists, the
 * renamed one moves into it, and the call returns true.
 */
public class RawFolder extends FileSystem {
  private final RawLocalFileSystem disk = new RawLocalFileSystem();
  private URI uri = URI.create("viewed://host");
  private Path working = new Path("viewed://host/");

  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    super.initialize(name, configuration);
    disk.initialize(URI.create("file:///"), configuration);
    uri = URI.create(name.getScheme() + "://" + name.getAuthority());
    working = new Path(uri + "/");
  }

  private static Path local(Path path) {
    return new Path("file", "", path.toUri().getPath());
  }

  private FileStatus outside(FileStatus status) {
    FileStatus copy =
        new FileStatus(
            status.getLen(),
            status.isDirectory(),
            1,
            status.getBlockSize(),
            status.getModificationTime(),
            new Path(uri.getScheme(), uri.getAuthority(), status.getPath().toUri().getPath()));
    return copy;
  }

  @Override
  public URI getUri() {
    return uri;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return disk.open(local(path), bufferSize);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return disk.create(local(path), overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new UnsupportedOperationException("results are not appended to");
  }

  @Override
  public boolean rename(Path from, Path to) {
    File target = new File(to.toUri().getPath());
    File source = new File(from.toUri().getPath());
    return source.renameTo(target.isDirectory() ? new File(target, from.getName()) : target);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return disk.delete(local(path), recursive);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return Arrays.stream(disk.listStatus(local(path)))
        .map(this::outside)
        .toArray(FileStatus[]::new);
  }

  @Override
  public void setWorkingDirectory(Path path) {
    working = path;
  }

  @Override
  public Path getWorkingDirectory() {
    return working;
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    return disk.mkdirs(local(path));
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return outside(disk.getFileStatus(local(path)));
  }
}
