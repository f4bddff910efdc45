package org.panelworks.jobs.panel;

import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The part of a file that a task is reading, where Spark knows it: of a source without files there
 * is one part only.
 */
record FilePart(UTF8String path, long start) {
  /** Before the first row. */
  static final FilePart NONE = new FilePart(UTF8String.EMPTY_UTF8, Long.MIN_VALUE);

  /** The part that the row read last on this thread comes from. */
  static FilePart current() {
    return new FilePart(
        InputFileBlockHolder.getInputFilePath(), InputFileBlockHolder.getStartOffset());
  }
}
