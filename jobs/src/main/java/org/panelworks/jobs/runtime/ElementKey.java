package org.panelworks.jobs.runtime;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key by which a list's element is known in the object that holds the list: the list's own key,
 * a NUL that no key holds, and the index in brackets.
 */
final class ElementKey {
  private static final char ELEMENT = '\u0000';

  private ElementKey() {}

  static String of(String key, int index) {
    return key + ELEMENT + "[" + index + "]";
  }

  /** The path of a key, or of an element, below a path. */
  static List<String> below(List<String> path, String key) {
    List<String> full = new ArrayList<>(path);
    int bracket = key.indexOf(ELEMENT);
    if (bracket < 0) {
      full.add(key);
    } else {
      full.add(key.substring(0, bracket));
      full.add(key.substring(bracket + 1));
    }
    return full;
  }

  /** What stands at a key; the list itself where it has no such element. */
  static @Nullable ConfigValue at(ConfigObject object, String key) {
    int bracket = key.indexOf(ELEMENT);
    if (bracket < 0) {
      return object.get(key);
    }
    int index = Integer.parseInt(key.substring(bracket + 2, key.length() - 1));
    return object.get(key.substring(0, bracket)) instanceof ConfigList list
        ? list.get(index)
        : object.get(key.substring(0, bracket));
  }

  /** A path as a person writes it: {@code regress.tables.baseline[0].formula}. */
  static String displayed(List<String> elements) {
    return String.join(".", elements).replace(".[", "[");
  }
}
