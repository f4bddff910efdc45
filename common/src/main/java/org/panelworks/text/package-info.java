/** Measures of texts by dictionaries of words. */
package org.panelworks.text;
