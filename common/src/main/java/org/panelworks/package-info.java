/** The methods of Panelworks in plain Java. */
package org.panelworks;
