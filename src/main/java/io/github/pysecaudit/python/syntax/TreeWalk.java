package io.github.pysecaudit.python.syntax;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

/** Walks a tree in the order of its source with a stack of its own, so no depth overflows. */
public final class TreeWalk {

  /** Is told about every node. */
  public interface Visitor {

    /**
     * A node begins.
     *
     * @return whether its children are wanted; {@link #leave} follows in either case
     */
    boolean enter(Node node);

    /** A node and all its children are done. */
    default void leave(Node node) {}
  }

  private Node[] stack = new Node[64];
  private boolean[] leaving = new boolean[64];
  private int size;

  private TreeWalk() {}

  /** Tells {@code visitor} about {@code root} and everything below it, parents before children. */
  public static void walk(Node root, Visitor visitor) {
    new TreeWalk().run(root, visitor);
  }

  /** Hands {@code root} and everything below it to {@code action}, parents before children. */
  public static void forEach(Node root, Consumer<? super Node> action) {
    walk(
        root,
        node -> {
          action.accept(node);
          return true;
        });
  }

  private void run(Node root, Visitor visitor) {
    Consumer<Node> push = node -> push(node, false);
    push(Objects.requireNonNull(root, "root"), false);
    while (size > 0) {
      size--;
      Node node = stack[size];
      if (leaving[size]) {
        visitor.leave(node);
        continue;
      }
      push(node, true);
      if (visitor.enter(node)) {
        int first = size;
        node.forEachChild(push);
        reverse(first, size - 1);
      }
    }
  }

  private void push(Node node, boolean leave) {
    if (size == stack.length) {
      stack = Arrays.copyOf(stack, size * 2);
      leaving = Arrays.copyOf(leaving, size * 2);
    }
    stack[size] = node;
    leaving[size++] = leave;
  }

  private void reverse(int from, int to) {
    for (int i = from, j = to; i < j; i++, j--) {
      Node node = stack[i];
      stack[i] = stack[j];
      stack[j] = node;
    }
  }
}
