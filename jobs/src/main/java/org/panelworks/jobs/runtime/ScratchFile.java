package org.panelworks.jobs.runtime;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A copy on this machine's own disk of what must be read at random; gone once closed. */
public final class ScratchFile implements Closeable {
  private final Path path;

  private ScratchFile(Path path) {
    this.path = path;
  }

  /** Copies a stream to its end. */
  public static ScratchFile of(InputStream in) throws IOException {
    ScratchFile file = new ScratchFile(Files.createTempFile("panelworks-", ".part"));
    try {
      Files.copy(in, file.path, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Where the copy is. */
  public File file() {
    return path.toFile();
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
