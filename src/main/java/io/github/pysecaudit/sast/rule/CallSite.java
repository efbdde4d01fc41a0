package io.github.pysecaudit.sast.rule;

import io.github.pysecaudit.python.syntax.Expression;
import io.github.pysecaudit.python.syntax.Expression.Constant.Kind;
import io.github.pysecaudit.python.syntax.Keyword;
import java.util.List;
import java.util.Optional;

/**
 * One call, as a check looks at it.
 *
 * @param site where it stands
 * @param call the call
 * @param name the qualified name that was matched, or the name as written
 * @param args positional arguments; for a {@code functools.partial} those of the function
 */
record CallSite(Site site, Expression.Call call, String name, List<Expression> args) {

  /** The argument at this position or with this name. */
  Optional<Expression> argument(int position, String keyword) {
    Optional<Expression> named = keyword(keyword);
    return named.isPresent() ? named : positional(position);
  }

  /** The argument at this position, if no star stands before it. */
  Optional<Expression> positional(int position) {
    if (position >= args.size()) {
      return Optional.empty();
    }
    for (int i = 0; i <= position; i++) {
      if (args.get(i) instanceof Expression.Starred) {
        return Optional.empty();
      }
    }
    return Optional.of(args.get(position));
  }

  /** The argument with this name. */
  Optional<Expression> keyword(String keyword) {
    return call.keyword(keyword).map(Keyword::value);
  }

  /** Is this keyword given as the constant True? */
  boolean isTrue(String keyword) {
    return keyword(keyword).filter(value -> Site.isConstant(value, Kind.TRUE)).isPresent();
  }

  /** Is this keyword given as the constant False? */
  boolean isFalse(String keyword) {
    return keyword(keyword).filter(value -> Site.isConstant(value, Kind.FALSE)).isPresent();
  }

  /** May keywords come from a mapping that is not to be seen here? */
  boolean hasMapping() {
    return call.keywords().stream().anyMatch(keyword -> keyword.name().isEmpty());
  }
}
