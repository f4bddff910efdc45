/** The job ingest: downloaded extracts (zip, csv, txt, xlsx) to typed, documented Parquet. */
package org.panelworks.jobs.ingest;
