/**
 * One model of a paper's table, and the writers that turn it into CSV, Markdown, LaTeX and HTML.
 */
package org.panelworks.table;
