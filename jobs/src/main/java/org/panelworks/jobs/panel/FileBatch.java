package org.panelworks.jobs.panel;

import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Rows as they are read: of one part of a file, and good until the next ones are.
 *
 * @param part the part
 * @param columns the rows' columns
 */
record FileBatch(FilePart part, ColumnarBatch columns) {}
