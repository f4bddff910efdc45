package org.panelworks.jobs.runtime;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One value of a study, for lists whose elements differ in kind. */
public final class Setting {
  private static final String ONLY = "v";
  private static final int SHOWN = 60;

  private final SettingsReader owner;
  private final String key;
  private final ConfigValue value;

  Setting(SettingsReader owner, String key, ConfigValue value) {
    this.owner = owner;
    this.key = key;
    this.value = value;
  }

  public Kind kind() {
    return kind(value);
  }

  /** The value as text (numbers as they are written), or a recorded problem and an empty text. */
  public String text() {
    return textOf(value)
        .orElseGet(
            () -> {
              problem("must be a text, got " + owner.shown(key, value));
              return "";
            });
  }

  /** The value as a section, or a recorded problem and nothing. */
  public Optional<SettingsReader> section() {
    if (value instanceof ConfigObject section) {
      return Optional.of(owner.child(key, section, false));
    }
    problem("must be a section { … }, got " + owner.shown(key, value));
    return Optional.empty();
  }

  /** One of an enum's constants, or nothing (and no problem) where the value is none of them. */
  public <E extends Enum<E>> Optional<E> choice(Class<E> type) {
    return choiceOf(value, type);
  }

  public String where() {
    return owner.where(key);
  }

  public void problem(String message) {
    owner.problem(key, message);
  }

  String key() {
    return key;
  }

  ConfigValue value() {
    return value;
  }

  static Kind kind(ConfigValue value) {
    return switch (value.valueType()) {
      case STRING -> Kind.TEXT;
      case NUMBER -> Kind.NUMBER;
      case BOOLEAN -> Kind.FLAG;
      case LIST -> Kind.LIST;
      case OBJECT -> Kind.OBJECT;
      case NULL -> Kind.ABSENT;
    };
  }

  /** Texts, numbers exactly as written ({@code 000001} stays so) and flags. */
  static Optional<String> textOf(ConfigValue value) {
    ConfigValueType type = value.valueType();
    boolean scalar =
        type == ConfigValueType.STRING
            || type == ConfigValueType.NUMBER
            || type == ConfigValueType.BOOLEAN;
    return scalar
        ? Optional.of(ConfigFactory.empty().withValue(ONLY, value).getString(ONLY))
        : Optional.empty();
  }

  static Optional<Double> numberOf(ConfigValue value) {
    return decimalOf(value).map(BigDecimal::doubleValue).filter(Double::isFinite);
  }

  static Optional<Long> longOf(ConfigValue value) {
    try {
      return decimalOf(value)
          .filter(number -> number.precision() - number.scale() <= 19)
          .map(BigDecimal::longValueExact);
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  static Optional<Integer> integerOf(ConfigValue value) {
    return longOf(value).filter(number -> number == number.intValue()).map(Long::intValue);
  }

  static Optional<Boolean> flagOf(ConfigValue value) {
    return textOf(value)
        .map(text -> text.toLowerCase(Locale.ROOT))
        .flatMap(
            text ->
                switch (text) {
                  case "true", "yes", "on" -> Optional.of(true);
                  case "false", "no", "off" -> Optional.of(false);
                  default -> Optional.empty();
                });
  }

  static <E extends Enum<E>> Optional<E> choiceOf(ConfigValue value, Class<E> type) {
    return textOf(value)
        .flatMap(
            text ->
                Arrays.stream(type.getEnumConstants())
                    .filter(constant -> word(constant).equals(text))
                    .findFirst());
  }

  /** An enum's constants as a study writes them. */
  static <E extends Enum<E>> List<String> words(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Setting::word).toList();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A value as a message shows it: on one line, cut where it is long. */
  static String shown(ConfigValue value) {
    String text = textOf(value).orElseGet(() -> value.render(ConfigRenderOptions.concise()));
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }

  private static Optional<BigDecimal> decimalOf(ConfigValue value) {
    try {
      return textOf(value)
          .map(String::strip)
          .filter(text -> text.length() <= 400)
          .map(BigDecimal::new)
          .filter(number -> Math.abs((long) number.scale()) <= 2000);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
