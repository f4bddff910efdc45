package org.panelworks.jobs.runtime;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.panelworks.NearestName;
import org.panelworks.SettingsException;

/**
 * The one reader of study files: one object of a study, and through {@link #section} the objects in
 * it.
 *
 * <p>A wrong setting never throws here: it is recorded and a placeholder is returned (an empty
 * text, NaN, zero, the first constant), so that {@link #finish}, called once on the root, reports
 * every missing, mistyped and unknown key in one message. A key is known as soon as anything asks
 * for it; a key holding {@code null} counts as absent.
 */
public final class SettingsReader {
  private static final ConfigObject NOTHING = ConfigFactory.empty().root();

  private final StudyFile study;
  private final SettingsReport report;
  private final List<String> path;

  /** The key of this section in its parent, see {@link ElementKey}; empty for the root. */
  private final String ownKey;

  private final ConfigObject object;
  private final @Nullable SettingsReader parent;

  /** True for the stand-in of a section that is missing: it reports nothing more. */
  private final boolean muted;

  private SettingsReader(
      StudyFile study,
      SettingsReport report,
      List<String> path,
      String ownKey,
      ConfigObject object,
      @Nullable SettingsReader parent,
      boolean muted) {
    this.study = study;
    this.report = report;
    this.path = List.copyOf(path);
    this.ownKey = ownKey;
    this.object = object;
    this.parent = parent;
    this.muted = muted;
    if (!muted) {
      report.open(this.path, this);
    }
  }

  /**
   * Parses a study file (HOCON, UTF-8; includes must exist, substitutions and environment variables
   * are resolved).
   *
   * @param overrides setting's path to the value that replaces what stands there; paths into lists
   *     are refused
   * @throws SettingsException where the file cannot be parsed at all
   */
  public static SettingsReader of(Path file, Map<String, String> overrides) {
    StudyFile study = StudyFile.load(file, overrides);
    return new SettingsReader(
        study, new SettingsReport(), List.of(), "", study.root(), null, false);
  }

  /** The whole study's reader, for settings that sections inherit. */
  public SettingsReader root() {
    SettingsReader top = this;
    while (top.parent != null) {
      top = top.parent;
    }
    return top;
  }

  /** The study file as it was named. */
  public Path file() {
    return study.file();
  }

  /** The study file and every file that it includes. */
  public List<String> files() {
    return study.positions().files();
  }

  /** What the file holds at a key. */
  public Kind kind(String key) {
    ConfigValue value = value(key);
    return value == null ? Kind.ABSENT : Setting.kind(value);
  }

  /** Whether the key holds anything. */
  public boolean has(String key) {
    return value(key) != null;
  }

  public String text(String key) {
    return one(key, "a text", Setting::textOf).or(() -> required(key)).orElse("");
  }

  public String text(String key, String fallback) {
    return one(key, "a text", Setting::textOf).orElse(fallback);
  }

  public Optional<String> optionalText(String key) {
    return one(key, "a text", Setting::textOf);
  }

  public int integer(String key) {
    return one(key, "a whole number", Setting::integerOf).or(() -> required(key)).orElse(0);
  }

  public int integer(String key, int fallback) {
    return one(key, "a whole number", Setting::integerOf).orElse(fallback);
  }

  public long longInteger(String key, long fallback) {
    return one(key, "a whole number", Setting::longOf).orElse(fallback);
  }

  public double number(String key) {
    return one(key, "a finite number", Setting::numberOf)
        .or(() -> required(key))
        .orElse(Double.NaN);
  }

  public double number(String key, double fallback) {
    return one(key, "a finite number", Setting::numberOf).orElse(fallback);
  }

  public boolean flag(String key, boolean fallback) {
    return one(key, "true or false", Setting::flagOf).orElse(fallback);
  }

  /** One of an enum's constants: {@code MIN_MAX} is written {@code min-max}. */
  public <E extends Enum<E>> E choice(String key, Class<E> type) {
    return optionalChoice(key, type).or(() -> required(key)).orElse(type.getEnumConstants()[0]);
  }

  public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
    return optionalChoice(key, type).orElse(fallback);
  }

  public <E extends Enum<E>> Optional<E> optionalChoice(String key, Class<E> type) {
    ConfigValue value = value(key);
    if (value == null) {
      return Optional.empty();
    }
    Optional<E> constant = Setting.choiceOf(value, type);
    if (constant.isEmpty()) {
      List<String> allowed = Setting.words(type);
      String hint = Setting.textOf(value).map(text -> NearestName.hint(text, allowed)).orElse("");
      problem(key, "must be " + alternatives(allowed) + ", got " + shown(key, value) + hint);
    }
    return constant;
  }

  /** A list of texts; a single text stands for a list of one. */
  public List<String> texts(String key) {
    return list(key, "a list of texts", Setting::textOf).or(() -> required(key)).orElse(List.of());
  }

  public List<String> texts(String key, List<String> fallback) {
    return list(key, "a list of texts", Setting::textOf).orElse(fallback);
  }

  /** A list of numbers; a single number stands for a list of one. */
  public List<Double> numbers(String key) {
    return list(key, "a list of finite numbers", Setting::numberOf)
        .or(() -> required(key))
        .orElse(List.of());
  }

  public List<Double> numbers(String key, List<Double> fallback) {
    return list(key, "a list of finite numbers", Setting::numberOf).orElse(fallback);
  }

  /** A list of whole numbers; a single one stands for a list of one. */
  public List<Integer> integers(String key, List<Integer> fallback) {
    return list(key, "a list of whole numbers", Setting::integerOf).orElse(fallback);
  }

  /**
   * The elements of a list whose elements differ in kind; a single value stands for a list of one,
   * an absent key for an empty list.
   */
  public List<Setting> elements(String key) {
    ConfigValue value = value(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof ConfigList list)) {
      return List.of(new Setting(this, key, value));
    }
    List<Setting> elements = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      elements.add(new Setting(this, ElementKey.of(key, i), list.get(i)));
    }
    return elements;
  }

  /** The object at a key, which must be there. */
  public SettingsReader section(String key) {
    Optional<SettingsReader> section = optionalSection(key);
    if (section.isPresent()) {
      return section.get();
    }
    if (!has(key)) {
      required(key);
    }
    return child(key, NOTHING, true);
  }

  public Optional<SettingsReader> optionalSection(String key) {
    ConfigValue value = value(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof ConfigObject section) {
      return Optional.of(child(key, section, muted));
    }
    problem(key, "must be a section { … }, got " + shown(key, value));
    return Optional.empty();
  }

  /** A list of objects; a single object stands for a list of one, an absent key for none. */
  public List<SettingsReader> sections(String key) {
    return elements(key).stream().map(Setting::section).flatMap(Optional::stream).toList();
  }

  /**
   * This object's keys in the order in which they first stand in the file; keys of an object that
   * was substituted ({@code ${…}}) in the order of the place they came from; keys that only {@code
   * --set} names last. Keys holding {@code null} are left out.
   */
  public List<String> names() {
    return keys().stream().filter(this::isPresent).toList();
  }

  /** Every key of this object in order, those holding {@code null} too. */
  List<String> keys() {
    return object.keySet().stream()
        .sorted(Comparator.comparingInt(this::ordinal).thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** Where a key stands: {@code study.conf:12: regress.tables.baseline}. */
  public String where(String key) {
    return place(key) + ": " + ElementKey.displayed(below(key));
  }

  /** Where this section stands. */
  public String where() {
    return parent == null ? study.file().toString() : parent.where(ownKey);
  }

  /** Records what is wrong with a key's value; {@link #finish} reports it. */
  public void problem(String key, String message) {
    if (!muted) {
      report.add(ordinal(key), below(key), where(key) + ": " + message);
    }
  }

  /** Records what is wrong with this section as a whole. */
  public void problem(String message) {
    if (parent == null) {
      report.add(-1, path, study.file() + ": " + message);
    } else if (!muted) {
      parent.problem(ownKey, message);
    }
  }

  /**
   * Builds a settings object; a {@link SettingsException} of its constructor becomes a problem at
   * the key. Where settings below the key are already known to be wrong, it says nothing more:
   * placeholders are not worth a message.
   */
  public <T> Optional<T> build(String key, Supplier<T> settings) {
    try {
      return Optional.of(settings.get());
    } catch (SettingsException e) {
      if (!report.anyUnder(below(key))) {
        problem(key, message(e));
      }
      return Optional.empty();
    }
  }

  /** As {@link #build(String, Supplier)}, for this section as a whole. */
  public <T> Optional<T> build(Supplier<T> settings) {
    try {
      return Optional.of(settings.get());
    } catch (SettingsException e) {
      if (!report.anyUnder(path)) {
        problem(message(e));
      }
      return Optional.empty();
    }
  }

  /** Whether anything in this section was wrong so far. */
  public boolean anyProblem() {
    return muted || report.anyUnder(path);
  }

  /**
   * Ends the reading, on the root: throws one {@link SettingsException} that names everything wrong
   * in the file's order, keys that nobody asked for among it.
   */
  public void finish() {
    if (parent != null) {
      throw new IllegalStateException("finish belongs to the root of a study");
    }
    report.finish();
  }

  /** The whole object as resolved, keys in order, secrets blanked. */
  Map<String, Object> resolved() {
    return Redaction.tree(this, object);
  }

  private static String message(SettingsException e) {
    return String.valueOf(e.getMessage());
  }

  SettingsReader child(String key, ConfigObject section, boolean silent) {
    return new SettingsReader(study, report, below(key), key, section, this, silent);
  }

  private @Nullable ConfigValue value(String key) {
    report.know(path, key);
    ConfigValue value = object.get(key);
    return value == null || value.valueType() == ConfigValueType.NULL ? null : value;
  }

  private boolean isPresent(String key) {
    ConfigValue value = object.get(key);
    return value != null && value.valueType() != ConfigValueType.NULL;
  }

  private <T> Optional<T> one(
      String key, String wanted, Function<ConfigValue, Optional<T>> conversion) {
    ConfigValue value = value(key);
    if (value == null) {
      return Optional.empty();
    }
    Optional<T> converted = conversion.apply(value);
    if (converted.isEmpty()) {
      problem(key, "must be " + wanted + ", got " + shown(key, value));
    }
    return converted;
  }

  private <T> Optional<List<T>> list(
      String key, String wanted, Function<ConfigValue, Optional<T>> conversion) {
    ConfigValue value = value(key);
    if (value == null) {
      return Optional.empty();
    }
    List<T> all = new ArrayList<>();
    for (Setting element : elements(key)) {
      Optional<T> converted = conversion.apply(element.value());
      if (converted.isEmpty()) {
        problem(key, "must be " + wanted + ", got " + shown(key, element.value()));
        return Optional.of(List.of());
      }
      all.add(converted.get());
    }
    return Optional.of(List.copyOf(all));
  }

  /** Records a missing key, unless its value is there and was reported already. */
  private <T> Optional<T> required(String key) {
    if (value(key) == null) {
      problem(key, "is required and missing");
    }
    return Optional.empty();
  }

  private static String alternatives(List<String> words) {
    return words.size() == 1 ? words.get(0) : "one of " + String.join(", ", words);
  }

  String shown(String key, ConfigValue value) {
    return Redaction.isSecret(key) ? Redaction.BLANK : Setting.shown(value);
  }

  private List<String> below(String key) {
    return ElementKey.below(path, key);
  }

  private int ordinal(String key) {
    return study.ordinal(below(key), at(key)).orElse(Integer.MAX_VALUE);
  }

  /** File and line of a key, or of the nearest section around it. */
  private String place(String key) {
    return study
        .place(below(key), at(key))
        .or(() -> parent == null ? Optional.empty() : Optional.of(parent.place(ownKey)))
        .orElse(study.file().toString());
  }

  private @Nullable ConfigValue at(String key) {
    return ElementKey.at(object, key);
  }
}
