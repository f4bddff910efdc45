package org.panelworks.jobs.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** HDFS and whatever else speaks Hadoop's file system interface. */
final class HadoopStore implements Store {
  private final FileSystem system;

  private HadoopStore(FileSystem system) {
    this.system = system;
  }

  static HadoopStore of(String path, Configuration configuration) throws IOException {
    return new HadoopStore(new Path(path).getFileSystem(configuration));
  }

  @Override
  public boolean exists(String path) throws IOException {
    return system.exists(new Path(path));
  }

  @Override
  public boolean isDirectory(String path) throws IOException {
    return exists(path) && system.getFileStatus(new Path(path)).isDirectory();
  }

  @Override
  public List<String> names(String directory) throws IOException {
    if (!isDirectory(directory)) {
      return List.of();
    }
    return Arrays.stream(system.listStatus(new Path(directory)))
        .map(FileStatus::getPath)
        .map(Path::getName)
        .sorted()
        .toList();
  }

  @Override
  public List<String> files(String directory) throws IOException {
    Path root = system.makeQualified(new Path(directory));
    String prefix = root.toUri().getPath();
    List<String> files = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> all = system.listFiles(root, true);
    while (all.hasNext()) {
      String path = all.next().getPath().toUri().getPath();
      files.add(path.substring(prefix.length() + (prefix.endsWith("/") ? 0 : 1)));
    }
    Collections.sort(files);
    return List.copyOf(files);
  }

  @Override
  public long size(String path) throws IOException {
    return system.getFileStatus(new Path(path)).getLen();
  }

  @Override
  public InputStream read(String path) throws IOException {
    return system.open(new Path(path));
  }

  @Override
  public void write(String path, byte[] content) throws IOException {
    try (FSDataOutputStream out = system.create(new Path(path), true)) {
      out.write(content);
      if (out.hasCapability("hsync")) {
        out.hsync();
      }
    }
  }

  @Override
  public OutputStream create(String path) throws IOException {
    return system.create(new Path(path), true);
  }

  @Override
  public void createDirectory(String path) throws IOException {
    if (!system.mkdirs(new Path(path))) {
      throw new IOException("cannot create the directory " + path);
    }
  }

  @Override
  public void move(String from, String to) throws IOException {
    if (exists(to)) {
      throw new FileAlreadyExistsException(to);
    }
    if (!system.rename(new Path(from), new Path(to))) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
    if (exists(from) || exists(to + "/" + new Path(from).getName())) {
      throw new IOException("renaming " + from + " to " + to + " met a directory made meanwhile");
    }
  }

  @Override
  public void delete(String path) throws IOException {
    if (exists(path) && !system.delete(new Path(path), true)) {
      throw new IOException("cannot delete " + path);
    }
  }

  @Override
  public void force(String directory) {
    // What a closed file holds is on the data nodes; there is nothing further to ask for.
  }

  @Override
  public String address(String path) {
    return path;
  }
}
