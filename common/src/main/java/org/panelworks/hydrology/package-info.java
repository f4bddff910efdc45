/** Hydrology of a watershed: concentrations, loads, storm events. */
package org.panelworks.hydrology;
