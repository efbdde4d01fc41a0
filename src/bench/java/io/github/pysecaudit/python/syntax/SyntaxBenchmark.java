package io.github.pysecaudit.python.syntax;

import io.github.pysecaudit.bench.Inputs;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Lexer and parser over modules of Python's standard library. */
@State(Scope.Benchmark)
public class SyntaxBenchmark {
  private List<byte[]> sources;
  private List<String> texts;

  @Setup
  public void read() throws IOException {
    sources = Inputs.folder("source");
    texts = sources.stream().map(s -> new SourceDecoder(s, new Problems()).text()).toList();
  }

  @Benchmark
  public void lex(Blackhole hole) {
    texts.forEach(text -> hole.consume(new Lexer(text, new Problems()).run()));
  }

  @Benchmark
  public void parse(Blackhole hole) {
    sources.forEach(source -> hole.consume(PythonParser.parse(source)));
  }
}
