package io.github.pysecaudit.python.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TreeWalkTest {

  private static final Span ANYWHERE = new Span(1, 1, 1, 2);

  @Test
  void visitsInTheOrderOfTheSource() {
    Expression sum =
        new Expression.BinOp(List.of(name("a"), name("b")), List.of(Operator.ADD), ANYWHERE);
    Expression call = new Expression.Call(name("f"), List.of(sum, name("c")), List.of(), ANYWHERE);
    List<String> seen = new ArrayList<>();

    TreeWalk.walk(
        call,
        new TreeWalk.Visitor() {
          @Override
          public boolean enter(Node node) {
            seen.add(label(node));
            return true;
          }

          @Override
          public void leave(Node node) {
            seen.add("/" + label(node));
          }
        });

    assertEquals(
        List.of("Call", "f", "/f", "BinOp", "a", "/a", "b", "/b", "/BinOp", "c", "/c", "/Call"),
        seen);
  }

  @Test
  void leavesOutTheChildrenOfANodeThatIsDeclined() {
    Expression attribute = new Expression.Attribute(name("a"), "b", ANYWHERE);
    List<String> seen = new ArrayList<>();

    TreeWalk.walk(
        attribute,
        node -> {
          seen.add(label(node));
          return false;
        });

    assertEquals(List.of("Attribute"), seen);
  }

  @Test
  void walksAndNamesAChainOfAnyLength() {
    Expression chain = name("a");
    for (int i = 0; i < 100_000; i++) {
      chain = new Expression.Attribute(chain, "b", ANYWHERE);
    }
    List<Node> seen = new ArrayList<>();

    TreeWalk.forEach(chain, seen::add);

    assertEquals(100_001, seen.size());
    assertEquals(Optional.of(200_001), chain.dottedName().map(String::length));
    assertEquals(chain, chain);
  }

  private static Expression.Name name(String id) {
    return new Expression.Name(id, ANYWHERE);
  }

  private static String label(Node node) {
    return node instanceof Expression.Name name ? name.id() : node.getClass().getSimpleName();
  }
}
