package org.bis5k.train.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.bis5k.data.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlTreeTest {

  @Test
  void keepsTextsAndLines() {
    ConfigNode.Fields root =
        (ConfigNode.Fields) YamlTree.text("a: 1e-5\nb:\n  - NULL\n  - 'NULL'\n", "f");
    assertThat(root.values().get("a")).isEqualTo(new ConfigNode.Scalar("1e-5", "f: line 1"));
    ConfigNode.Items items = (ConfigNode.Items) root.values().get("b");
    assertThat(items.where()).isEqualTo("f: line 2");
    assertThat(items.values())
        .containsExactly(
            new ConfigNode.Scalar(null, "f: line 3"), new ConfigNode.Scalar("NULL", "f: line 4"));
  }

  @Test
  void refusesAliases() {
    String bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";
    refuses(bomb, "f: line 2: aliases (*name) are not supported; write the value out");
  }

  @Test
  void refusesTagsAndBuildsNothing() {
    refuses(
        "a: !!javax.script.ScriptEngineManager [x]",
        "f: line 1: tags (!!javax.script.ScriptEngineManager) are not supported; write the plain"
            + " value");
    refuses("a: !!int 3", "f: line 1: tags (!!int) are not supported; write the plain value");
  }

  @Test
  void refusesDeepNesting() {
    refuses("[".repeat(50_000), "f: line 1: nested deeper than 32 levels");
  }

  @Test
  void refusesDuplicateKeysAndSecondDocuments() {
    refuses("a: 1\nb: 2\na: 3\n", "f: line 3: the key 'a' stands here a second time");
    refuses("a: 1\n---\nb: 2\n", "f: line 3: expected one YAML document; a second one begins here");
  }

  @Test
  void namesTheLineOfBrokenYaml() {
    assertThatThrownBy(() -> YamlTree.text("a: 1\n  b: 2\n", "f"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("f: line 2: not valid YAML: ")
        .hasMessageContaining("mapping values are not allowed here");
  }

  @Test
  void refusesHugeFiles(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("huge.yaml"), "#".repeat(1_000_001));
    assertThatThrownBy(() -> YamlTree.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": a configuration file has at most 1000000 bytes; this one is larger");
  }

  @Property(tries = 2000)
  void anyTextIsReadOrRefusedByOurOwnException(
      @ForAll
          @StringLength(max = 60)
          @Chars({'{', '}', '[', ']', ':', '-', '&', '*', '!', '|', '>', '\n', ' ', '"', '\'', '%'})
          @CharRange(from = 'a', to = 'd')
          String text) {
    try {
      assertThat(YamlTree.text(text, "f")).isNotNull();
    } catch (InvalidInputException refused) {
      assertThat(refused).hasMessageStartingWith("f: ");
    }
  }

  private static void refuses(String yaml, String message) {
    assertThatThrownBy(() -> YamlTree.text(yaml, "f"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }
}
