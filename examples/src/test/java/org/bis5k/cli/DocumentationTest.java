package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bis5k.cli.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages name what exists: dependencies, classes, files. */
class DocumentationTest {

  private static final Path PROJECT = Path.of("..");
  private static final Path DOCS = PROJECT.resolve("docs");

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(DOCS)) {
      List<Path> pages = docs.filter(file -> file.toString().endsWith(".md")).toList();
      return Stream.concat(
          pages.stream(),
          Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md").map(PROJECT::resolve));
    }
  }

  private static List<String> matches(String pattern, Path file) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Path page) throws IOException {
    for (String link : matches("]\\((?!http)([^)#]+)", page)) {
      assertThat(page.resolveSibling(link)).as("link in " + page).exists();
    }
  }

  @Test
  void theReadmeLeadsToEveryPage() throws IOException {
    List<String> links = matches("]\\((docs/[^)#]+)", PROJECT.resolve("README.md"));
    try (Stream<Path> docs = Files.list(DOCS)) {
      List<Path> pages = docs.filter(file -> file.toString().endsWith(".md")).toList();
      assertThat(pages).hasSizeGreaterThan(10);
      assertThat(pages)
          .allSatisfy(page -> assertThat(links).contains("docs/" + page.getFileName()));
    }
  }

  /** Commands and options that exist, with every value that they need; nothing is run. */
  @Test
  void commandsCanBeUsedAsTheyAreWritten() throws IOException {
    Terminal terminal = new Terminal(System.out, System.err, false, false);
    List<String> commands = new ArrayList<>();
    for (Path page : pages().toList()) {
      String text = Files.readString(page).replaceAll("\\\\\n\\s*", " ");
      Pattern.compile("\\./bis ([^`\n#]*)")
          .matcher(text)
          .results()
          .map(found -> found.group(1).strip())
          .filter(command -> !command.startsWith("COMMAND"))
          // A command that is only named needs no more than to exist.
          .map(command -> command.matches("[a-z ]+") ? command + " --help" : command)
          .forEach(commands::add);
    }
    assertThat(commands).hasSizeGreaterThan(40);
    for (String command : commands) {
      assertThatCode(() -> Bis.commandLine(terminal).parseArgs(command.split("\\s+")))
          .as("./bis " + command)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void everyDependencyHasItsReason() throws IOException {
    String page = Files.readString(DOCS.resolve("dependencies.md"));
    List<String> artifacts =
        matches("<artifactId>([^<$]+)</artifactId>", PROJECT.resolve("pom.xml"));
    assertThat(artifacts).hasSizeGreaterThan(20);
    for (String artifact : artifacts) {
      boolean own = artifact.startsWith("bis");
      boolean described =
          artifact.startsWith("maven-")
              || artifact.startsWith("jackson-")
              || artifact.endsWith("-bom")
              || page.contains(artifact);
      assertThat(own || described).as(artifact + " in docs/dependencies.md").isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("classPages")
  void namedClassesExist(String page, String pattern) throws IOException {
    Set<String> sources = sources();
    List<String> names = matches(pattern, DOCS.resolve(page));
    assertThat(names).hasSizeGreaterThan(7);
    for (String cell : names) {
      Pattern.compile("`([A-Z]\\w+)")
          .matcher(cell)
          .results()
          .forEach(name -> assertThat(sources).as(page).contains(name.group(1)));
    }
  }

  static Stream<Arguments> classPages() {
    return Stream.of(
        Arguments.of("reference-map.md", "\\|([^|\n]+)\\|\n"),
        Arguments.of("architecture.md", "(`[^\n]+)\n"),
        Arguments.of("examples.md", "\\| (`\\w+Example`) \\|"));
  }

  /** The simple names of all classes, and the nested ones that pages name. */
  private static Set<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT)) {
      Set<String> names =
          files
              .filter(file -> file.toString().matches(".*/src/(main|test)/java/.*"))
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .map(name -> name.substring(0, name.length() - ".java".length()))
              .collect(Collectors.toSet());
      names.addAll(List.of("Normalize", "ToTensor", "ComputationGraph"));
      return names;
    }
  }
}
