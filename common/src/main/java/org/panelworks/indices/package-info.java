/** Index numbers: trade competitiveness, concentration, growth. */
package org.panelworks.indices;
