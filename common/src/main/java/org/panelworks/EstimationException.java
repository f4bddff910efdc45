package org.panelworks;

/** A model that these data cannot identify, or that did not converge (exit code 4). */
public final class EstimationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EstimationException(String message) {
    super(message);
  }

  public EstimationException(String message, Throwable cause) {
    super(message, cause);
  }
}
