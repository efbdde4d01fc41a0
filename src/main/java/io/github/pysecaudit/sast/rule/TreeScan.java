package io.github.pysecaudit.sast.rule;

import io.github.pysecaudit.python.syntax.DictEntry;
import io.github.pysecaudit.python.syntax.ElifClause;
import io.github.pysecaudit.python.syntax.ExceptHandler;
import io.github.pysecaudit.python.syntax.Expression;
import io.github.pysecaudit.python.syntax.Expression.Constant.Kind;
import io.github.pysecaudit.python.syntax.MatchCase;
import io.github.pysecaudit.python.syntax.Module;
import io.github.pysecaudit.python.syntax.Node;
import io.github.pysecaudit.python.syntax.Parameter;
import io.github.pysecaudit.python.syntax.Statement;
import io.github.pysecaudit.python.syntax.TreeWalk;
import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.SourceFacts;
import io.github.pysecaudit.sast.name.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The one pass over the tree of a file that runs all rules and gathers all facts. */
public final class TreeScan {

  /** What all files have in common: the rules, made ready for quick look-up. */
  public static final class Shared {
    private final RuleCatalogue rules;
    private final ImportChecks imports;
    private final CallChecks calls;

    /** Makes the rules ready. */
    public Shared(RuleCatalogue rules) {
      this.rules = rules;
      this.imports = new ImportChecks(rules);
      this.calls = new CallChecks(rules, imports);
    }
  }

  private static final Set<String> BROAD = Set.of("Exception", "BaseException");

  private final Shared shared;
  private final Site site;
  private final SqlChecks sql;
  private final PrivilegeObserver privileges;
  private final List<Extent> extents = new ArrayList<>();
  private final Map<String, Integer> decorators = new TreeMap<>();
  private final Map<String, Integer> functions = new TreeMap<>();
  private final Map<String, Integer> calls = new TreeMap<>();

  private TreeScan(Shared shared, Names names, boolean test) {
    this.shared = shared;
    this.site = new Site(shared.rules, names, test);
    this.sql = new SqlChecks(site);
    this.privileges = new PrivilegeObserver(site);
  }

  /** Looks at a file; {@code test} chooses the profile of the rules. */
  public static TreeFindings run(Shared shared, Module module, boolean test) {
    Names names = Names.of(module);
    TreeScan scan = new TreeScan(shared, names, test);
    TreeWalk.walk(
        module,
        new TreeWalk.Visitor() {
          @Override
          public boolean enter(Node node) {
            names.opened(node).ifPresent(scan.site::enter);
            return scan.look(node);
          }

          @Override
          public void leave(Node node) {
            if (names.opened(node).isPresent()) {
              scan.site.enter(names.outer(scan.site.scope()));
            } else if (node instanceof Statement.Assign) {
              scan.site.target(Optional.empty());
            }
          }
        });
    return new TreeFindings(
        scan.site.hits(),
        scan.privileges.hits(),
        scan.extents,
        names.imports().modules(),
        scan.decorators,
        scan.functions,
        scan.calls,
        scan.site.isTruncated());
  }

  /** Runs the checks for one node; says whether its children are wanted. */
  private boolean look(Node node) {
    if (node instanceof Expression expression) {
      look(expression);
      return true;
    }
    if (node instanceof Statement statement) {
      extents.add(Extents.of(statement));
      return look(statement);
    }
    if (node instanceof ExceptHandler handler) {
      extents.add(Extents.of(handler));
      swallowed(handler);
    } else if (node instanceof ElifClause clause) {
      extents.add(Extents.of(clause));
    } else if (node instanceof MatchCase clause) {
      extents.add(Extents.of(clause));
    } else if (node instanceof DictEntry entry) {
      SecretChecks.entry(site, entry);
      Optional<String> key = entry.key().flatMap(Expression::stringValue);
      key.ifPresent(name -> NetworkChecks.named(site, name, entry.value()));
    } else if (node instanceof Parameter parameter) {
      SecretChecks.parameter(site, parameter);
      NetworkChecks.tlsDefault(site, parameter);
      parameter
          .defaultValue()
          .ifPresent(value -> NetworkChecks.named(site, parameter.name(), value));
    }
    return true;
  }

  private void look(Expression expression) {
    if (expression instanceof Expression.Constant constant) {
      if (constant.kind() == Kind.STR) {
        NetworkChecks.allInterfaces(site, constant);
        FileChecks.temporaryPath(site, constant);
        SecretChecks.material(site, constant);
      }
    } else if (expression instanceof Expression.Call call) {
      look(call);
    } else if (expression instanceof Expression.Attribute attribute) {
      shared.calls.use(site, attribute);
    } else if (expression instanceof Expression.BinOp
        || expression instanceof Expression.JoinedStr) {
      sql.look(expression);
    } else if (expression instanceof Expression.Compare compare) {
      compare(compare);
    }
  }

  private void compare(Expression.Compare compare) {
    site.compared(compare.left());
    for (Expression each : compare.comparators()) {
      site.compared(each);
      ProcessChecks.elements(each).forEach(site::compared);
    }
    SecretChecks.compared(site, compare);
    privileges.comparison(compare);
  }

  private void look(Expression.Call call) {
    List<String> candidates = site.candidates(call.func());
    shared.calls.look(site, call, candidates);
    String last = CallChecks.lastName(call, candidates);
    sql.noteExecution(call, last);
    NetworkChecks.arguments(site, call, last);
    if (last.equals("format") || last.equals("replace")) {
      sql.look(call);
    }
    CallSite at =
        new CallSite(site, call, candidates.isEmpty() ? last : candidates.get(0), call.args());
    privileges.call(at, candidates);
    if (last.endsWith("chmod")) {
      privileges.permissions(at);
    }
    for (String name : candidates) {
      if (name.indexOf('.') > 0 && name.indexOf('(') < 0) {
        note(calls, name, call);
      }
    }
  }

  private boolean look(Statement statement) {
    if (statement instanceof Statement.Expr expr) {
      return !(expr.value() instanceof Expression.Constant);
    }
    if (statement instanceof Statement.Assign assign) {
      assignment(assign);
    } else if (statement instanceof Statement.AnnAssign assign) {
      assign.value().ifPresent(value -> assigned(assign.target(), value, assign));
    } else if (statement instanceof Statement.FunctionDef function) {
      note(functions, function.name(), function);
      decorators(function.decorators());
    } else if (statement instanceof Statement.ClassDef type) {
      decorators(type.decorators());
      type.bases().forEach(base -> shared.calls.base(site, base));
    } else if (statement instanceof Statement.If condition) {
      privileges.condition(condition);
    } else if (statement instanceof Statement.Assert assertion) {
      site.report("PYA101", assertion).add();
      privileges.assertion(assertion);
    } else if (statement instanceof Statement.Import imported) {
      shared.imports.look(site, imported);
    } else if (statement instanceof Statement.ImportFrom imported) {
      shared.imports.look(site, imported);
    }
    return true;
  }

  private void assignment(Statement.Assign assign) {
    for (Expression target : assign.targets()) {
      assigned(target, assign.value(), assign);
    }
    Expression target = assign.targets().get(0);
    if (target instanceof Expression.Name name) {
      site.target(Optional.of(name.id()));
    } else if (target instanceof Expression.Attribute attribute) {
      site.target(Optional.of(attribute.attr()));
    }
  }

  private void assigned(Expression target, Expression value, Statement at) {
    SecretChecks.assigned(site, target, value);
    NetworkChecks.assigned(site, target, value, at);
    if (target instanceof Expression.Name name) {
      NetworkChecks.named(site, name.id(), value);
    } else if (target instanceof Expression.Attribute attribute) {
      NetworkChecks.named(site, attribute.attr(), value);
    }
  }

  private void decorators(List<Expression> all) {
    for (Expression decorator : all) {
      privileges.decorator(decorator);
      Expression named = decorator instanceof Expression.Call call ? call.func() : decorator;
      site.candidates(named).forEach(name -> note(decorators, name, decorator));
    }
  }

  private void swallowed(ExceptHandler handler) {
    if (handler.body().size() != 1 || !isBroad(handler)) {
      return;
    }
    Statement only = handler.body().get(0);
    boolean nothing =
        only instanceof Statement.Pass
            || only instanceof Statement.Expr expr && Site.isConstant(expr.value(), Kind.ELLIPSIS);
    if (nothing) {
      site.report("PYA110", handler).upTo(only.endLine()).add();
    } else if (only instanceof Statement.Continue) {
      site.report("PYA112", handler).upTo(only.endLine()).add();
    }
  }

  private boolean isBroad(ExceptHandler handler) {
    return handler.type().isEmpty()
        || site.candidates(handler.type().get()).stream().anyMatch(BROAD::contains);
  }

  private static void note(Map<String, Integer> facts, String name, Node at) {
    if (facts.size() < SourceFacts.MAX_NAMES) {
      facts.putIfAbsent(name, at.line());
    }
  }
}
