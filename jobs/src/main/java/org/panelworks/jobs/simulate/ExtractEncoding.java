package org.panelworks.jobs.simulate;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Encodings in which extracts are handed out. */
enum ExtractEncoding {
  UTF_8(StandardCharsets.UTF_8, ""),
  UTF_8_BOM(StandardCharsets.UTF_8, "\uFEFF"),
  GBK(Charset.forName("GBK"), ""),
  UTF_16(StandardCharsets.UTF_16LE, "\uFEFF");

  private final Charset charset;
  private final String mark;

  ExtractEncoding(Charset charset, String mark) {
    this.charset = charset;
    this.mark = mark;
  }

  Charset charset() {
    return charset;
  }

  /** The byte order mark as a text, empty where there is none. */
  String mark() {
    return mark;
  }
}
