package io.github.pysecaudit.python.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinReadingTest {
  private static final String SHA256 =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "foo==1.2.3|PIN_EQ|1.2.3",
        "foo == 1.2.3|PIN_EQ|1.2.3",
        "foo (==1.0)|PIN_EQ|1.0",
        "foo==v1.2.3|PIN_EQ|1.2.3",
        "foo==1!2.0|PIN_EQ|1!2.0",
        "foo==1.2.3+cpu|PIN_EQ|1.2.3+cpu",
        "foo==1.0alpha1|PIN_EQ|1.0a1",
        "foo==1.0-1|PIN_EQ|1.0.post1",
        "foo==1.0.RC1|PIN_EQ|1.0rc1",
        "foo==01.02|PIN_EQ|1.2",
        "foo==2024.01.01|PIN_EQ|2024.1.1",
        "foo==1.0.0-rc.1|PIN_EQ|1.0.0rc1",
        "foo==1.2.3-dev|PIN_EQ|1.2.3.dev0",
        "foo==1.2.3,|PIN_EQ|1.2.3",
        "foo==1.2|PIN_EQ|1.2",
        "foo[a,b]==1|PIN_EQ|1",
        "foo==1; python_version<\"3\"|PIN_EQ|1",
        "foo===1.2.3|PIN_ARBITRARY_EQ|1.2.3",
        "foo===not-a-version|PIN_ARBITRARY_EQ|not-a-version",
        "foo==1.2.*|WILDCARD|",
        "foo|NO_VERSION|",
        "foo[x]|NO_VERSION|",
        "foo>=1|RANGE|",
        "foo>1,<2|RANGE|",
        "foo~=1.2.3|COMPATIBLE|",
        "foo!=1.2|EXCLUSION|",
        "foo!=1.2,!=1.3|EXCLUSION|",
        "foo==1.2.3,>=1.0|MULTI_EQ|1.2.3",
        "maturin==1.6.0,<2.0|MULTI_EQ|1.6.0",
        "codespell[toml]==2.2.5,<2.2.6|MULTI_EQ|2.2.5",
        "foo==1.2,==1.2|DUPLICATE_EQ|1.2",
        "foo>=1.2.3,<=1.2.3|SINGLETON_RANGE|1.2.3",
        "foo @ https://e.org/foo-1.2-py3-none-any.whl#sha256=" + SHA256 + "|PIN_URL_HASH|1.2",
        "foo @ https://e.org/foo-1.2.tar.gz|URL_NO_HASH|1.2",
        "foo @ https://e.org/foo.tar.gz#sha1=da39a3ee|URL_WEAK_HASH|",
        "foo @ https://e.org/foo.tar.gz#sha256=short|URL_WEAK_HASH|",
        "foo @ git+https://e.org/x@0123456789abcdef0123456789abcdef01234567|PIN_VCS_COMMIT"
            + "|0123456789abcdef0123456789abcdef01234567",
        "foo @ git+https://e.org/x@1a2b3c4|VCS_SHORT_COMMIT|1a2b3c4",
        "foo @ git+https://user@e.org/x@v1|VCS_MUTABLE|v1",
        "foo @ git+https://e.org/x@refs/pull/1/head|VCS_MUTABLE|refs/pull/1/head",
        "foo @ svn+https://e.org/x@0123456789abcdef0123456789abcdef01234567|VCS_MUTABLE"
            + "|0123456789abcdef0123456789abcdef01234567",
        "foo @ git+https://user@e.org/x|VCS_NO_REV|",
        "foo @ file:///x|LOCAL_PATH|",
        "foo @ file:///${PROJECT_ROOT}/x|LOCAL_PATH|",
        "foo @ https://${HOST}/x.zip|ENV_VAR|",
        "foo @ ../foo-1.0.tar.gz|LOCAL_ARCHIVE|1.0",
        "foo @ {root:uri}/foo|LOCAL_PATH|",
        "foo==${VERSION}|ENV_VAR|",
        "foo=={{ version }}|ENV_VAR|",
        "foo==@VERSION@|ENV_VAR|",
        "foo=1.2.3|UNPARSEABLE|",
        "foo 1.2.3|UNPARSEABLE|",
        "foo==1.2.x|UNPARSEABLE|",
        "foo==*|UNPARSEABLE|",
        "foo>=1.*|UNPARSEABLE|",
        "foo==1.0_1|UNPARSEABLE|",
        "foo==1.2.3 # c|UNPARSEABLE|",
        "foo==\u0661|UNPARSEABLE|",
      })
  void judgesARequirement(String text, PinReason reason, String version) {
    PinReading pin = PinReading.ofRequirement(text);
    assertEquals(reason, pin.reason(), pin::detail);
    assertEquals(version, pin.version().orElse(null));
    assertEquals(reason.exact(), pin.exact());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.2.3|PIN_POETRY_BARE|1.2.3",
        "=1.2.3|PIN_POETRY_BARE|1.2.3",
        "==1.2.3|PIN_EQ|1.2.3",
        "v1.2.3|PIN_POETRY_BARE|1.2.3",
        "1.2|PIN_POETRY_BARE|1.2",
        "1!2.0|PIN_POETRY_BARE|1!2.0",
        "1.2.3+cpu|PIN_POETRY_BARE|1.2.3+cpu",
        "1.2.3-alpha.1|PIN_POETRY_BARE|1.2.3a1",
        "*|NO_VERSION|",
        "1.2.*|WILDCARD|",
        "==1.2.*|WILDCARD|",
        "^1.2|CARET|",
        "~1.2|TILDE|",
        "~=1.2|COMPATIBLE|",
        "!=1.2|EXCLUSION|",
        ">=1.2,<2|RANGE|",
        ">=1.2 <2|RANGE|",
        "^1.2,!=1.3|CARET|",
        "^1 OR OR ^2|UNION|",
        "1.2.3OR1.2.3|MULTI_EQ|",
        ">=1.2.3,<=1.2.3|SINGLETON_RANGE|",
        "1.2.3,>1|MULTI_EQ|",
        "===1.2.3|UNPARSEABLE|",
        "1.2.x|UNPARSEABLE|",
        "^2.*|UNPARSEABLE|",
        "latest|UNPARSEABLE|",
        "' '|UNPARSEABLE|",
      })
  void judgesAConstraintOfPoetry(String text, PinReason reason, String version) {
    PinReading pin = PoetryConstraint.read(text.replace("OR OR", "||").replace("OR", "|"));
    assertEquals(reason, pin.reason(), pin::detail);
    assertEquals(version, pin.version().orElse(null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "numpy==1.11|PIN_CONDA_EXACT|numpy|1.11",
        "numpy 1.11|PIN_CONDA_EXACT|numpy|1.11",
        "numpy=1.11|CONDA_FUZZY|numpy|",
        "numpy=1.11.1=py36_0|PIN_CONDA_EXACT|numpy|1.11.1",
        "numpy 1.11.1 py36_0|PIN_CONDA_EXACT|numpy|1.11.1",
        "numpy[version=\"1.11\"]|PIN_CONDA_EXACT|numpy|1.11",
        "numpy[version='>=1.11,<2']|RANGE|numpy|",
        "conda-forge::numpy=1.11|CONDA_FUZZY|numpy|",
        "https://repo.example.org/linux-64/numpy-1.11.1-py36_0.tar.bz2|PIN_CONDA_EXACT|numpy|1.11.1",
        "numpy|NO_VERSION|numpy|",
        "numpy *|NO_VERSION|numpy|",
        "numpy=1.11.*|WILDCARD|numpy|",
        "numpy>=1.11=py*|RANGE|numpy|",
        "numpy==1.11,!=1.12|MULTI_EQ|numpy|",
        "{{ x }}|UNPARSEABLE||",
        "numpy=|UNPARSEABLE|numpy|",
      })
  void judgesAMatchSpecificationOfConda(
      String text, PinReason reason, String name, String version) {
    PinReading pin = CondaSpec.read(text);
    assertEquals(reason, pin.reason(), pin::detail);
    assertEquals(name == null ? "" : name, pin.name());
    assertEquals(version, pin.version().orElse(null));
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "./x", "../x", "../x[extra]", "/x", "..\\x"})
  void takesAPathForLocal(String text) {
    assertEquals(PinReason.LOCAL_PATH, PipRequirement.read(text).reason());
    assertEquals(PinReason.LOCAL_PATH, PipRequirement.readEditable(text).reason());
  }
}
