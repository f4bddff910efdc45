package org.panelworks.jobs.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** The few things that writing results needs of a file system. Paths are absolute texts. */
interface Store {
  boolean exists(String path) throws IOException;

  boolean isDirectory(String path) throws IOException;

  /** Names of what a directory holds; empty where there is no such directory. */
  List<String> names(String directory) throws IOException;

  /** Every file below a directory, relative to it with {@code /} between names, sorted. */
  List<String> files(String directory) throws IOException;

  long size(String path) throws IOException;

  InputStream read(String path) throws IOException;

  /** Writes a file, and the directories above it, so that it survives a power cut. */
  void write(String path, byte[] content) throws IOException;

  /** Opens a new file to write to, after the directories above it. */
  OutputStream create(String path) throws IOException;

  void createDirectory(String path) throws IOException;

  /** Renames; refuses where {@code to} exists, whatever the file system would make of it. */
  void move(String from, String to) throws IOException;

  /** Deletes a file or a whole directory, if it is there. */
  void delete(String path) throws IOException;

  /** Makes everything below a directory survive a power cut, where others wrote it. */
  void force(String directory) throws IOException;

  /** The path as Spark's readers and writers take it. */
  String address(String path);
}
