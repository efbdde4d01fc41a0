package io.github.pysecaudit.sast;

import io.github.pysecaudit.checklist.Place;
import java.util.Objects;

/**
 * A place where Python code asks for high privileges, gives them away, or refuses to run with them
 * (requirements 8.1 to 8.4). Not a weakness: whether it is one depends on the program.
 *
 * @param kind what it does
 * @param place file and line
 * @param text the construct in one line, as {@code os.setuid(0)}
 * @param test whether it stands in test code
 */
public record PrivilegeUse(Kind kind, Place place, String text, boolean test) {

  /** What code does about privileges. */
  public enum Kind {
    /** Stops unless it runs as root or administrator. */
    DEMANDS_ROOT(true),
    /**
     * Asks whether it runs as root or administrator, and it is not clear what follows from that.
     */
    CHECKS_ROOT(false),
    /** Stops if it runs as root or administrator. */
    REFUSES_ROOT(false),
    /** Becomes root by {@code setuid(0)} or the like. */
    SETUID_ROOT(true),
    /** Sets the set-user-id or set-group-id bit of a file. */
    SETUID_BIT(true),
    /**
     * Runs a command by {@code sudo}, {@code pkexec}, {@code su}, {@code doas} or {@code runas}.
     */
    SUDO(true),
    /** Asks the system to run it with more rights. */
    ELEVATE(true),
    /** Gives capabilities to a program by {@code setcap}. */
    CAPABILITY(true),
    /** Takes over another user or group: gives root away. */
    DROPS_PRIVILEGES(false);

    private final boolean high;

    Kind(boolean high) {
      this.high = high;
    }

    /** Does it use or demand high privileges? */
    public boolean isHigh() {
      return high;
    }
  }

  public PrivilegeUse {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(text, "text");
  }
}
