package org.panelworks.jobs.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON text of plain trees: undefined numbers are null, doubles keep every digit. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static String pretty(Object tree) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(lines);
    try {
      return MAPPER.writer(printer).writeValueAsString(plain(tree)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a result cannot be written as JSON", e);
    }
  }

  static Object parse(String text) throws JsonProcessingException {
    return MAPPER.readValue(text, Object.class);
  }

  private static @Nullable Object plain(@Nullable Object node) {
    if (node == null || node instanceof Boolean || node instanceof String) {
      return node;
    }
    if (node instanceof Double number) {
      return Double.isFinite(number) ? number : null;
    }
    if (node instanceof Float number) {
      return Float.isFinite(number) ? number : null;
    }
    if (node instanceof Number || node instanceof Character || node instanceof Enum<?>) {
      return node instanceof Number ? node : node.toString();
    }
    if (node instanceof Optional<?> optional) {
      return plain(optional.orElse(null));
    }
    if (node instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, value) -> copy.put(String.valueOf(key), plain(value)));
      return copy;
    }
    if (node instanceof Iterable<?> iterable) {
      List<@Nullable Object> copy = new ArrayList<>();
      iterable.forEach(element -> copy.add(plain(element)));
      return copy;
    }
    if (node.getClass().isArray()) {
      return elements(node);
    }
    throw new IllegalArgumentException(
        "JSON holds maps, lists, texts, numbers and flags, got " + node.getClass().getName());
  }

  private static List<@Nullable Object> elements(Object array) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      elements.add(plain(Array.get(array, i)));
    }
    return elements;
  }
}
