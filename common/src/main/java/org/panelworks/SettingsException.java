package org.panelworks;

/** A setting or an option that cannot be honoured: the caller can fix it (exit code 2). */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SettingsException(String message) {
    super(message);
  }

  public SettingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
