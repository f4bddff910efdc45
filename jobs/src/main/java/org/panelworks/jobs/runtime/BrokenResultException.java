package org.panelworks.jobs.runtime;

/** A result that is not complete, or not as it was written (exit code 3). */
final class BrokenResultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenResultException(String message) {
    super(message);
  }

  BrokenResultException(String message, Throwable cause) {
    super(message, cause);
  }
}
