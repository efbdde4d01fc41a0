package io.github.pysecaudit.facts.deploy;

import io.github.pysecaudit.facts.text.Text;
import io.github.pysecaudit.facts.text.TreePaths;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Elevation outside of code: Windows manifests, PyInstaller specifications, installer scripts, and
 * readers who are told to install with sudo.
 */
public final class ElevationReader {
  private static final Pattern LEVEL =
      Pattern.compile(
          "requestedExecutionLevel[^>]{0,200}level\\s*=\\s*[\"'](requireAdministrator|highestAvailable)[\"']");
  private static final Pattern UAC = Pattern.compile("\\buac_admin\\s*=\\s*True\\b");
  private static final Pattern INSTALLER =
      Pattern.compile(
          "(?i)^\\s*(RequestExecutionLevel\\s+admin|PrivilegesRequired\\s*=\\s*admin)\\b");
  private static final Pattern SUDO_INSTALL =
      Pattern.compile(
          "\\bsudo\\s+(-\\S{1,20}\\s+){0,3}(\\S{0,40}/)?(pip[0-9.]{0,5}|easy_install|python[0-9.]{0,5}|npm|make"
              + " install|\\./[\\w./-]{1,80})");
  private static final Pattern TEXT_NAME = Pattern.compile("[^.]*|.*\\.(md|rst|txt|adoc|markdown)");
  private static final Pattern NEGATION =
      Pattern.compile("(?i)\\b(never|not|don't|avoid|without|instead of|no need)\\b");

  private ElevationReader() {}

  /** Whether the file is a manifest, specification or installer script. */
  public static boolean reads(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(".manifest")
        || name.endsWith(".spec")
        || name.endsWith(".nsi")
        || name.endsWith(".iss");
  }

  /** Whether the file tells people how to install. */
  public static boolean readsInstructions(String path) {
    String name = TreePaths.name(path).toLowerCase(Locale.ROOT);
    return (name.startsWith("readme") || name.startsWith("install") || name.startsWith("usage"))
        && TEXT_NAME.matcher(name).matches()
        && !TreePaths.isForTheBuild(path);
  }

  /** What a manifest, specification or installer script demands. */
  public static List<Observation> read(Text file) {
    Observations found = new Observations(file.path());
    String name = file.path().toLowerCase(Locale.ROOT);
    List<String> lines = file.lines();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).length() > 4_000 ? "" : lines.get(i);
      Matcher level = LEVEL.matcher(line);
      if (name.endsWith(".manifest") && level.find()) {
        boolean must = level.group(1).equals("requireAdministrator");
        found.add(
            Privilege.ELEVATION,
            must ? Weight.ADMINISTRATIVE : Weight.EXCESSIVE,
            i + 1,
            file.path(),
            "The Windows manifest asks for " + level.group(1) + ".",
            "Set the level to asInvoker.");
      }
      if (name.endsWith(".spec") && UAC.matcher(line).find() && !line.strip().startsWith("#")) {
        found.administrative(
            Privilege.ELEVATION,
            i + 1,
            file.path(),
            "The PyInstaller specification asks for an administrator (uac_admin=True).",
            "Remove uac_admin and keep what needs an administrator out of the program.");
      }
      boolean installer = name.endsWith(".nsi") || name.endsWith(".iss");
      if (installer && INSTALLER.matcher(line).find()) {
        found.add(
            Privilege.ELEVATION,
            Weight.DOUBT,
            i + 1,
            file.path(),
            "The installer asks for an administrator: " + Observations.shown(line),
            "Offer an installation for the current user, or document why it needs more.");
      }
    }
    return found.list();
  }

  /** Where readers are told to install the program with sudo. */
  public static List<Observation> readInstructions(Text file) {
    Observations found = new Observations(file.path());
    List<String> lines = file.lines();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).length() > 4_000 ? "" : lines.get(i);
      Matcher sudo = SUDO_INSTALL.matcher(line);
      if (sudo.find() && !NEGATION.matcher(line).find()) {
        boolean pip = !sudo.group(3).startsWith("make") && !sudo.group(3).startsWith("./");
        found.add(
            Privilege.SUDO_INSTALLATION,
            pip ? Weight.EXCESSIVE : Weight.DOUBT,
            i + 1,
            file.path(),
            "The instructions install the program with sudo: " + Observations.shown(line),
            "Tell readers to use a virtual environment or pipx, which need no administrator.");
      }
    }
    return found.list();
  }
}
