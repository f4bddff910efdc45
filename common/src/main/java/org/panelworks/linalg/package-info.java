/** Small shared linear algebra: compensated sums, semidefinite systems, graphs of levels. */
package org.panelworks.linalg;
