package io.github.pysecaudit.facts.deploy;

/** What an observation means for the verdicts on least privilege. */
public enum Weight {
  /** An administrative or high-privilege account is used: violates 8.2, and 8.1. */
  ADMINISTRATIVE,
  /** More rights than needed: violates 8.1. */
  EXCESSIVE,
  /** A person must look whether an administrative account is used (8.2). */
  ADMINISTRATIVE_DOUBT,
  /** A person must look whether these rights are needed (8.1). */
  DOUBT,
  /** Rights are taken away or refused. */
  GOOD,
  /** No judgement: a service, an account, something that only the build machine runs. */
  NEUTRAL
}
