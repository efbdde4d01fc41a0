package io.github.pysecaudit.facts.deploy;

import io.github.pysecaudit.sast.PrivilegeUse;
import io.github.pysecaudit.sast.ScanReport;
import java.util.List;

/** What Python source says about rights, as observations. Tests do not count. */
public final class PythonPrivileges {
  private PythonPrivileges() {}

  /** The observations of a scan. */
  public static List<Observation> of(ScanReport scan) {
    return scan.privileges().stream()
        .filter(use -> !use.test())
        .map(PythonPrivileges::observation)
        .toList();
  }

  private static Observation observation(PrivilegeUse use) {
    return switch (use.kind()) {
      case DEMANDS_ROOT ->
          bad(
              use,
              Privilege.ROOT_DEMAND,
              Weight.ADMINISTRATIVE,
              "The program demands to be root",
              "Ask for the one right that is needed instead of the user root.");
      case CHECKS_ROOT ->
          bad(
              use,
              Privilege.ROOT_DEMAND,
              Weight.ADMINISTRATIVE_DOUBT,
              "The program asks whether it is root, and what follows is not clear",
              "Look whether the program works without root, and document it.");
      case REFUSES_ROOT -> good(use, "The program refuses to run as root");
      case DROPS_PRIVILEGES -> good(use, "The program gives its rights away");
      case SETUID_ROOT ->
          bad(
              use,
              Privilege.SETUID_CALL,
              Weight.ADMINISTRATIVE,
              "The program makes itself root",
              "Start the program with the rights it needs and let it only give them up.");
      case SETUID_BIT ->
          bad(
              use,
              Privilege.SETUID_FILE,
              Weight.EXCESSIVE,
              "The program makes a file set-id",
              "Remove the set-id bit; let the part that needs the right be its own service.");
      case SUDO ->
          bad(
              use,
              Privilege.SUDO,
              Weight.ADMINISTRATIVE,
              "The program starts a command as an administrator",
              "Run the program under an account that has the one right it needs.");
      case ELEVATE ->
          bad(
              use,
              Privilege.ELEVATION,
              Weight.ADMINISTRATIVE,
              "The program asks the system for more rights",
              "Keep what needs an administrator out of the program.");
      case CAPABILITY ->
          bad(
              use,
              Privilege.CAPABILITY,
              Weight.EXCESSIVE,
              "The program gives a file capabilities",
              "Grant the capability in the unit file of the service, and document it.");
    };
  }

  private static Observation bad(
      PrivilegeUse use, Privilege privilege, Weight weight, String what, String remedy) {
    return new Observation(
        privilege,
        weight,
        use.place(),
        subject(use),
        what + ": " + Observations.shown(use.text()),
        remedy);
  }

  private static Observation good(PrivilegeUse use, String what) {
    return new Observation(
        Privilege.HARDENING,
        Weight.GOOD,
        use.place(),
        subject(use),
        what + ": " + Observations.shown(use.text()),
        "");
  }

  private static String subject(PrivilegeUse use) {
    return use.place().path().orElse("");
  }
}
