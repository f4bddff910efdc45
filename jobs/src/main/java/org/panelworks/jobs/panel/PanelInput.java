package org.panelworks.jobs.panel;

import java.util.List;
import java.util.Map;

/**
 * What was read.
 *
 * @param path as the study states it
 * @param files URIs, sorted; none for what is not held in files
 * @param bytes size of the files together
 * @param layout how rows came to their units: {@code streamed} where the file has them together,
 *     {@code shuffled} where not, {@code ungrouped} without a unit
 * @param rows number of rows read, before any sample step
 * @param schema column to type, as read
 * @param fingerprint SHA-256 over the schema and each file's path, size and time of last change
 */
public record PanelInput(
    String path,
    String format,
    List<String> files,
    long bytes,
    String layout,
    long rows,
    Map<String, String> schema,
    String fingerprint) {

  public PanelInput {
    files = List.copyOf(files);
  }
}
