package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The targets of this package, and the inputs that are kept for them. */
final class FuzzTargets {
  private FuzzTargets() {}

  /** One class with {@code fuzzerTestOneInput}. */
  record Target(Class<?> type) {

    /** The name of the folder that holds its seeds. */
    String name() {
      return type.getSimpleName().replace("Fuzzer", "");
    }

    /** Seeds, and what earlier fuzzing found. */
    List<Path> seeds() throws IOException, URISyntaxException {
      Path folder = Path.of(type.getResource("/fuzz/" + name()).toURI());
      try (Stream<Path> files = Files.list(folder)) {
        List<Path> seeds = files.sorted().toList();
        assertFalse(seeds.isEmpty(), name() + " has seeds");
        return seeds;
      }
    }

    /** Gives one input to the target. */
    void run(byte[] input) throws Throwable {
      Method method = type.getMethod("fuzzerTestOneInput", FuzzedDataProvider.class);
      Object provider =
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {FuzzedDataProvider.class},
              (proxy, called, arguments) -> {
                if (called.getName().equals("consumeRemainingAsBytes")) {
                  return input.clone();
                }
                throw new UnsupportedOperationException(called.getName());
              });
      try {
        method.invoke(null, provider);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  /** Every target of this package. */
  static List<Target> all() throws IOException, URISyntaxException, ClassNotFoundException {
    Path folder = Path.of(FuzzTargets.class.getResource("FuzzTargets.class").toURI()).getParent();
    try (Stream<Path> files = Files.list(folder)) {
      List<Target> targets = new java.util.ArrayList<>();
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith("Fuzzer.class")) {
          String type = FuzzTargets.class.getPackageName() + "." + name.replace(".class", "");
          targets.add(new Target(Class.forName(type)));
        }
      }
      return targets;
    }
  }
}
