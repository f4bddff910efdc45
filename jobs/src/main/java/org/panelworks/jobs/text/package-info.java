/** The job {@code text}: frequencies of dictionary words in documents. */
package org.panelworks.jobs.text;
