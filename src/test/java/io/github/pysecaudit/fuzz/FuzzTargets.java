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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The targets, and the inputs that are kept for them. */
final class FuzzTargets {
  private static final String ENDING = "Fuzzer.class";
  private static final int USUAL_EFFORT = 300;

  private FuzzTargets() {}

  /** One class with {@code fuzzerTestOneInput}. */
  record Target(Class<?> type) {

    /** The name of the folder that holds its seeds. */
    String name() {
      return type.getSimpleName().replace("Fuzzer", "");
    }

    /**
     * How many damaged copies of its seeds it gets; the property {@code fuzz.effort} multiplies.
     */
    int effort() {
      FuzzEffort effort = type.getAnnotation(FuzzEffort.class);
      int usual = effort == null ? USUAL_EFFORT : effort.value();
      return usual * Integer.getInteger("fuzz.effort", 1);
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

  /** Every target, in whatever package it reads what only that package sees. */
  static List<Target> all() throws IOException, URISyntaxException, ClassNotFoundException {
    Path classes =
        Path.of(FuzzTargets.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      List<Target> targets = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).sorted().toList()) {
        String path = classes.relativize(file).toString();
        String type = path.substring(0, path.length() - ".class".length());
        targets.add(
            new Target(Class.forName(type.replace(file.getFileSystem().getSeparator(), "."))));
      }
      return targets;
    }
  }
}
