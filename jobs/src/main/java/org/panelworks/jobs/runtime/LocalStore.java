package org.panelworks.jobs.runtime;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The local disk. */
final class LocalStore implements Store {
  @Override
  public boolean exists(String path) {
    return Files.exists(Path.of(path), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public boolean isDirectory(String path) {
    return Files.isDirectory(Path.of(path));
  }

  @Override
  public List<String> names(String directory) throws IOException {
    if (!isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(Path.of(directory))) {
      return children.map(child -> String.valueOf(child.getFileName())).sorted().toList();
    }
  }

  @Override
  public List<String> files(String directory) throws IOException {
    Path root = Path.of(directory);
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Override
  public long size(String path) throws IOException {
    return Files.size(Path.of(path));
  }

  @Override
  public InputStream read(String path) throws IOException {
    return Files.newInputStream(Path.of(path));
  }

  @Override
  public void write(String path, byte[] content) throws IOException {
    Path file = Path.of(path);
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.write(file, content);
    forceFile(file);
  }

  @Override
  public OutputStream create(String path) throws IOException {
    Path file = Path.of(path);
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }

  @Override
  public void createDirectory(String path) throws IOException {
    Files.createDirectories(Path.of(path));
  }

  @Override
  public void move(String from, String to) throws IOException {
    if (exists(to)) {
      throw new FileAlreadyExistsException(to);
    }
    Path target = Path.of(to);
    Files.move(Path.of(from), target, StandardCopyOption.ATOMIC_MOVE);
    Path folder = target.getParent();
    if (folder != null) {
      forceDirectory(folder);
    }
  }

  @Override
  public void delete(String path) throws IOException {
    if (!exists(path)) {
      return;
    }
    Files.walkFileTree(Path.of(path), new Deletion());
  }

  @Override
  public void force(String directory) throws IOException {
    try (Stream<Path> all = Files.walk(Path.of(directory))) {
      for (Path path : all.toList()) {
        if (Files.isDirectory(path)) {
          forceDirectory(path);
        } else {
          forceFile(path);
        }
      }
    }
  }

  @Override
  public String address(String path) {
    return "file:" + path;
  }

  private static void forceFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Directories can be forced on Linux; where the system refuses, their entries are left to it. */
  private static void forceDirectory(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      return;
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null && !(failure instanceof NoSuchFileException)) {
        throw failure;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
