package org.panelworks.jobs.runtime;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Blanks what must not be written down: values of secret keys and credentials in addresses. */
final class Redaction {
  static final String BLANK = "(redacted)";

  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "passw(or)?d|passphrase|pwd|secret|token|credential|private-?key|access-?key|api-?key"
              + "|account-?key|shared-?key|encryption-?key|signature|authorization|jaas");
  private static final Pattern USER_INFO =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)[^/@\\s?#]*:[^/\\s?#]*@");
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)([?&;]\\s*(?:password|passwd|pwd|secret|token|sig|signature|access_?key"
              + "|secret_?key|sas|key)\\s*=)[^&;\\s\"]*");

  private Redaction() {}

  /** Whether a key's name says that its value is a secret. */
  static boolean isSecret(String key) {
    String folded = key.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
    return SECRET_KEY.matcher(folded).find();
  }

  /** A text without the credentials that an address in it carries. */
  static String text(String text) {
    String anonymous = USER_INFO.matcher(text).replaceAll("$1" + BLANK + "@");
    return PARAMETER.matcher(anonymous).replaceAll("$1" + BLANK);
  }

  /** An object of settings as plain maps and lists, keys in the file's order. */
  static Map<String, Object> tree(SettingsReader reader, ConfigObject object) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (String key : reader.names()) {
      ConfigValue value = object.get(key);
      if (value != null) {
        tree.put(key, isSecret(key) ? BLANK : value(reader, key, value));
      }
    }
    return tree;
  }

  private static Object value(SettingsReader reader, String key, ConfigValue value) {
    if (value instanceof ConfigObject section) {
      return tree(reader.child(key, section, true), section);
    }
    if (value instanceof ConfigList) {
      List<Object> elements = new ArrayList<>();
      for (Setting element : reader.elements(key)) {
        elements.add(
            element.value() instanceof ConfigList nested
                ? nested(nested)
                : value(reader, element.key(), element.value()));
      }
      return elements;
    }
    return scalar(value);
  }

  /** A list in a list; the objects in it have no place in the file's order. */
  private static Object nested(ConfigValue value) {
    if (value instanceof ConfigList list) {
      return list.stream().map(Redaction::nested).toList();
    }
    if (value instanceof ConfigObject object) {
      Map<String, Object> tree = new LinkedHashMap<>();
      object.forEach((key, inner) -> tree.put(key, isSecret(key) ? BLANK : nested(inner)));
      return tree;
    }
    return scalar(value);
  }

  /** A number keeps the digits it was written with; {@code 000001} is a text, as JSON has it. */
  private static Object scalar(ConfigValue value) {
    String text = Setting.textOf(value).orElse("");
    if (value.valueType() != ConfigValueType.STRING && text.equals(unwrapped(value))) {
      return value.unwrapped();
    }
    return value.valueType() == ConfigValueType.NUMBER && JSON_NUMBER.matcher(text).matches()
        ? new BigDecimal(text)
        : text(text);
  }

  private static String unwrapped(ConfigValue value) {
    return String.valueOf(value.unwrapped());
  }
}
