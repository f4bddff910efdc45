/** Panels in memory, block by block, and the passes that run over them. */
package org.panelworks.panel;
