package io.github.pysecaudit.facts;

import io.github.pysecaudit.python.metadata.SetupScripts;
import io.github.pysecaudit.python.metadata.StaticSetup;
import io.github.pysecaudit.python.syntax.Expression;
import io.github.pysecaudit.python.syntax.Node;
import io.github.pysecaudit.python.syntax.ParsedSource;
import io.github.pysecaudit.python.syntax.PythonParser;
import io.github.pysecaudit.python.syntax.Span;
import io.github.pysecaudit.python.syntax.Statement;
import io.github.pysecaudit.python.syntax.TreeWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a {@code setup.py} passes to {@code setup()}, without running it. */
public final class SetupScript implements SetupScripts {
  private static final Pattern SETUP =
      Pattern.compile("(.*\\.)?(setuptools|distutils\\.core|distutils|skbuild|core)\\.setup|setup");

  private static final Set<String> RUNNERS =
      Set.of(
          "exec",
          "eval",
          "__import__",
          "import_module",
          "importlib.import_module",
          "runpy.run_path",
          "runpy.run_module");

  private static final int LARGEST = 1024 * 1024;

  static boolean isSetup(String dottedName) {
    return dottedName.length() < 200 && SETUP.matcher(dottedName).matches();
  }

  @Override
  public Optional<StaticSetup> read(String path, byte[] content) {
    if (content.length > LARGEST) {
      return Optional.of(failed("it has more than " + LARGEST + " bytes."));
    }
    ParsedSource source = PythonParser.parse(content);
    List<StaticSetup.Call> calls = new ArrayList<>();
    List<Span> seen = new ArrayList<>();
    ScriptInterpreter interpreter =
        new ScriptInterpreter(
            (call, arguments) -> {
              seen.add(call.span());
              calls.add(new SetupCallConversion().of(call, arguments));
            });
    interpreter.run(source.module().body());
    uncalled(source, seen).forEach(interpreter::runUncalled);
    if (interpreter.exhausted()) {
      return Optional.of(new StaticSetup(calls, Optional.of("it is too long to follow.")));
    }
    if (!source.isComplete()) {
      int line = source.problems().get(0).line();
      return Optional.of(
          new StaticSetup(calls, Optional.of("line " + line + " is not valid Python.")));
    }
    boolean expected =
        calls.isEmpty() && (importsSetup(source) || runsOther(source, path.indexOf('/') < 0));
    return Optional.of(
        new StaticSetup(
            calls,
            expected ? Optional.of("no call of setup() was found in it.") : Optional.empty()));
  }

  private static StaticSetup failed(String why) {
    return new StaticSetup(List.of(), Optional.of(why));
  }

  /** Functions with a call of setup() that nothing at module level led to. */
  private static List<Statement.FunctionDef> uncalled(ParsedSource source, List<Span> seen) {
    List<Statement.FunctionDef> functions = new ArrayList<>();
    TreeWalk.forEach(
        source.module(),
        node -> {
          if (node instanceof Statement.FunctionDef function && callsSetup(function, seen)) {
            functions.add(function);
          }
        });
    return functions;
  }

  private static boolean callsSetup(Node node, List<Span> seen) {
    boolean[] found = {false};
    TreeWalk.forEach(
        node,
        each ->
            found[0] |=
                each instanceof Expression.Call call
                    && isSetup(call.func().dottedName().orElse(""))
                    && !seen.contains(call.span()));
    return found[0];
  }

  /**
   * Whether the script runs code that is written elsewhere, which may be the call of setup(). In
   * the root, where a build looks for it, a function that it takes from another file is enough.
   */
  private static boolean runsOther(ParsedSource source, boolean inRoot) {
    boolean[] found = {false};
    TreeWalk.forEach(
        source.module(),
        node ->
            found[0] |=
                node instanceof Expression.Call call
                        && call.func().dottedName().filter(RUNNERS::contains).isPresent()
                    || inRoot && node instanceof Statement.ImportFrom);
    return found[0];
  }

  private static boolean importsSetup(ParsedSource source) {
    boolean[] found = {false};
    TreeWalk.forEach(
        source.module(),
        node -> {
          if (node instanceof Statement.Import imports) {
            found[0] |= imports.names().stream().anyMatch(alias -> isBuildTool(alias.name()));
          } else if (node instanceof Statement.ImportFrom imports) {
            found[0] |= imports.module().filter(SetupScript::isBuildTool).isPresent();
          }
        });
    return found[0];
  }

  private static boolean isBuildTool(String module) {
    return module.matches("(setuptools|distutils\\.core|skbuild)(\\..{0,100})?");
  }
}
