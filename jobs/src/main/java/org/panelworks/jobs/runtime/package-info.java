/** Session, settings reading, atomic writing, manifest, progress and exit codes. Knows no job. */
package org.panelworks.jobs.runtime;
