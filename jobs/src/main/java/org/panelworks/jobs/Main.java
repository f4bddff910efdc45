package org.panelworks.jobs;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.panelworks.NearestName;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.Console;
import org.panelworks.jobs.runtime.Job;
import org.panelworks.jobs.runtime.StudyRole;
import org.panelworks.jobs.runtime.Versions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: {@code panelworks JOB STUDY.conf [--out DIR] [--set path=value …]}. */
public final class Main {
  private static final String TRY = "; see panelworks --help";

  private final JobCatalog catalog;
  private final PanelReading panels;
  private final PrintStream out;

  Main(JobCatalog catalog, PanelReading panels, PrintStream out) {
    this.catalog = catalog;
    this.panels = panels;
    this.out = out;
  }

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Console.exit(new Main(JobCatalog.standard(), StudyPanel::read, System.out).run(arguments));
  }

  /** Runs one command; the exit code. */
  int run(String... arguments) {
    return Console.run(() -> execute(arguments));
  }

  private int execute(String... arguments) throws Exception {
    CommandLine command = command();
    CommandLine.ParseResult parsed;
    try {
      parsed = command.parseArgs(arguments);
    } catch (ParameterException e) {
      throw new SettingsException(usage(e), e);
    }
    List<CommandLine> chosen = parsed.asCommandLineList();
    CommandLine last = chosen.get(chosen.size() - 1);
    if (last.isUsageHelpRequested()) {
      last.usage(out);
      return 0;
    }
    if (last.isVersionHelpRequested()) {
      out.println("panelworks " + Versions.panelworks() + ", Spark " + Versions.spark());
      return 0;
    }
    Object user = last.getCommandSpec().userObject();
    if (user instanceof Callable<?> callable && callable.call() instanceof Integer code) {
      return code;
    }
    throw new SettingsException("name a job and a study" + TRY);
  }

  private CommandLine command() {
    CommandLine command = new CommandLine(new Root());
    command.setResourceBundle(null);
    for (Job job : catalog.jobs()) {
      addRun(command, job.name(), job.summary(), job.manual());
    }
    addRun(command, JobCatalog.STUDY, studySummary(), studyManual());
    command.addSubcommand(new JobsCommand(catalog, out));
    command.addSubcommand(new CheckCommand(catalog, panels, out));
    command.addSubcommand(new VerifyCommand(out));
    command.setUsageHelpWidth(100); // of the subcommands too, so only now
    command.setUsageHelpAutoWidth(false);
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Shows the version.")
                .build());
    command.getSubcommands().values().forEach(Main::addHelp);
    addHelp(command);
    return command;
  }

  private String studySummary() {
    List<String> sources = catalog.named(StudyRole.SOURCE);
    return "Runs every section of a study, "
        + (sources.isEmpty() ? "" : String.join(" and ", sources) + " first, ")
        + "reading its panel once.";
  }

  private String studyManual() {
    List<String> sources = catalog.named(StudyRole.SOURCE);
    List<String> apart = catalog.named(StudyRole.APART);
    String manual =
        "The sections run in the order in which they stand in the file and share one panel: every"
            + " column that any of them needs is read once.";
    if (!sources.isEmpty()) {
      manual +=
          " Before them, in the file's order too: `"
              + String.join("`, `", sources)
              + "`, each into its own directory (`"
              + String.join(".out`, `", sources)
              + ".out`), where the other sections read the tables; that result stays where the"
              + " study then fails.";
    }
    return apart.isEmpty() ? manual : manual + " Not run: `" + String.join("`, `", apart) + "`.";
  }

  private static void addHelp(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help.")
                .build());
  }

  private void addRun(CommandLine command, String name, String summary, String manual) {
    CommandLine run = new CommandLine(new RunCommand(catalog, panels, name, out));
    run.getCommandSpec().name(name);
    run.getCommandSpec().usageMessage().description(escaped(summary));
    run.getCommandSpec()
        .usageMessage()
        .footer(("\n" + manual).lines().map(Main::escaped).toArray(String[]::new));
    command.addSubcommand(name, run);
  }

  /** Manuals are text: a percent sign is no format, and lines keep their breaks. */
  private static String escaped(String text) {
    return text.replace("%", "%%").replace("@|", "@ |");
  }

  /** What was wrong with the command line, in one line. */
  private String usage(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().get(0);
      boolean top = e.getCommandLine().getParent() == null;
      if (top && !word.startsWith("-")) {
        List<String> known = e.getCommandLine().getSubcommands().keySet().stream().toList();
        return "there is no job `"
            + word
            + "`"
            + NearestName.hint(word, known)
            + "; `panelworks jobs` lists them";
      }
      List<String> options =
          e.getCommandLine().getCommandSpec().options().stream()
              .flatMap(option -> List.of(option.names()).stream())
              .toList();
      return "the command line has `"
          + word
          + "`, which nothing takes"
          + NearestName.hint(word, options)
          + TRY;
    }
    String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    return e instanceof MissingParameterException
        ? message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1) + TRY
        : message + TRY;
  }

  /** The words before any job's. */
  @Command(
      name = "panelworks",
      description = "The empirical methods of applied economics as Apache Spark batch jobs.",
      synopsisHeading = "",
      customSynopsis = {
        "Usage: panelworks JOB STUDY.conf [--out DIR] [--set path=value ...]",
        "       panelworks jobs | check STUDY.conf | verify DIR | JOB --help | --version",
        ""
      },
      commandListHeading = "%nJobs and commands:%n",
      footer = {
        "",
        "Exit codes: 0 done, 2 command or study wrong, 3 data wrong, 4 not estimable,",
        "1 unforeseen, 130 and 143 interrupted. On any but 0 the output stays as it was."
      })
  private static final class Root {}
}
