package io.github.pysecaudit.python.metadata;

import java.util.Optional;

/** Why a declaration counts as exact, as not exact, or as no choice of a version at all. */
public enum PinReason {
  /** {@code ==1.2.3}. */
  PIN_EQ(true),
  /** {@code ===1.2.3}. */
  PIN_ARBITRARY_EQ(true),
  /** {@code "1.2.3"} or {@code "=1.2.3"} in a Poetry table. */
  PIN_POETRY_BARE(true),
  /** {@code "1.2.3"} in a Pipfile. */
  PIN_PIPFILE_BARE(true),
  /** {@code "1.2.3"} in PDM's resolution overrides. */
  PIN_PDM_BARE(true),
  /** One conda version, or a version with a build. */
  PIN_CONDA_EXACT(true),
  /** An entry of a lock file. */
  PIN_LOCK(true),
  /** A URL with a strong hash. */
  PIN_URL_HASH(true),
  /** A repository at a full commit id. */
  PIN_VCS_COMMIT(true),

  NO_VERSION(false),
  RANGE(false),
  /** {@code ~=}. */
  COMPATIBLE(false),
  /** {@code ==1.2.*}. */
  WILDCARD(false),
  /** {@code ^1.2}, Poetry only. */
  CARET(false),
  /** {@code ~1.2}, Poetry only. */
  TILDE(false),
  /** Nothing but {@code !=}. */
  EXCLUSION(false),
  /** {@code a || b}. */
  UNION(false),
  /** {@code numpy=1.11}, which conda reads as 1.11.*. */
  CONDA_FUZZY(false),
  /** {@code ==} beside other clauses. */
  MULTI_EQ(false),
  /** The same {@code ==} clause twice. */
  DUPLICATE_EQ(false),
  /** {@code >=1.2.3,<=1.2.3}. */
  SINGLETON_RANGE(false),
  URL_NO_HASH(false),
  /** md5, sha1 or sha224. */
  URL_WEAK_HASH(false),
  /** A branch, a tag, or a revision that can be moved. */
  VCS_MUTABLE(false),
  /** An abbreviated commit id. */
  VCS_SHORT_COMMIT(false),
  VCS_NO_REV(false),
  /** A placeholder that another program fills in. */
  ENV_VAR(false),
  UNPARSEABLE(false),
  INVALID_TOML(false),
  INVALID_INI(false),
  INVALID_YAML(false),
  INVALID_JSON(false),
  UNDECODABLE(false),

  /** The Python interpreter, for instance. */
  NOT_A_DEPENDENCY,
  INCLUDE_GROUP,
  INCLUDE_FILE,
  INCLUDE_CONSTRAINTS,
  /** The list is in another file. */
  DYNAMIC_FILE,
  /** The list is computed by a program; a person has to look. */
  DYNAMIC_UNRESOLVED,
  /** The project itself, with extras. */
  SELF,
  WORKSPACE,
  LOCAL_PATH,
  LOCAL_ARCHIVE,
  /** A Poetry table that only adds to an entry of {@code project.dependencies}. */
  ENRICHES_PROJECT,
  /** A line that only configures the installer. */
  OPTION,
  /** {@code Requires} of metadata 1.1. */
  LEGACY_REQUIRES;

  private final Optional<Boolean> exact;

  PinReason() {
    this.exact = Optional.empty();
  }

  PinReason(boolean exact) {
    this.exact = Optional.of(exact);
  }

  /** True, false, or empty where there is no third-party version to choose. */
  public Optional<Boolean> exact() {
    return exact;
  }
}
