package org.bis5k.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the script bis starts Java: a stand-in for Java tells what it was given. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherTest {

  @TempDir Path temporary;
  private Path home;
  private Path java;

  /** A project that looks as if it had been built. */
  @BeforeEach
  void layProject() throws IOException {
    home = temporary.toRealPath();
    Files.copy(Path.of("../bis"), home.resolve("bis"));
    Path target = Files.createDirectories(home.resolve("examples/target"));
    java = Files.createDirectories(home.resolve("jdk/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(target.resolve("bis.classpath"), java.toString());
    Files.writeString(target.resolve("bis.stamp"), home + "\n" + java + "\nno\n\n");
  }

  private List<String> start(String options, String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", home.resolve("bis").toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
    builder.environment().put("BIS_JAVA_OPTS", options);
    builder.environment().remove("BIS_BUILD_OPTS");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out.lines().toList();
  }

  @Test
  void argumentsAndOptionsReachJava() throws Exception {
    List<String> given = start("-Dx=1 -Xmx16g", "model", "a name with blanks");
    assertThat(given)
        .contains("-XX:+UseSerialGC", "-Dx=1")
        .endsWith("org.bis5k.cli.Bis", "model", "a name with blanks");
    assertThat(given.get(0)).matches("-Xmx\\d+m");
    assertThat(given.indexOf("-Xmx16g")).isPositive();
  }

  /** Java itself would end with a trace where it cannot open its class path or reserve its heap. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-n 64|bis opens up to 256 files; the limit is 64. Raise it: ulimit -n 1024",
        "-v 2000000|bis needs 6144 MB of addresses; the limit is 1953 MB. Raise it: ulimit -v unlimited",
      })
  void limitsThatAreTooLowAreNamed(String limit, String message) throws Exception {
    Process process = limited(limit).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(out.strip()).isEqualTo(message);
  }

  @Test
  void theHeapFitsIntoTheAddressesThatAreAllowed() throws Exception {
    Process process = limited("-v 8388608").start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    int heap = Integer.parseInt(out.lines().findFirst().orElseThrow().replaceAll("\\D", ""));
    assertThat(heap).isPositive().isLessThanOrEqualTo(2048);
  }

  private ProcessBuilder limited(String limit) {
    String command = "ulimit " + limit + " && exec sh '" + home.resolve("bis") + "' model summary";
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
    builder.environment().remove("BIS_JAVA_OPTS");
    builder.environment().remove("BIS_BUILD_OPTS");
    return builder;
  }

  @Test
  void theUsersCollectorStandsAlone() throws Exception {
    assertThat(start("-XX:+UseG1GC"))
        .contains("-XX:+UseG1GC")
        .doesNotContain("-XX:+UseSerialGC", "");
    assertThat(start("-XX:+UseNUMA -Dgc=GC")).contains("-XX:+UseSerialGC");
  }

  @Test
  void longLoopsAreLeftAloneForShortRunsOnly() throws Exception {
    assertThat(start("", "eval", "--help")).contains("-XX:Tier4BackEdgeThreshold=400000");
    assertThat(start("", "train", "eval"))
        .noneMatch(option -> option.startsWith("-XX:Tier4"))
        .doesNotContain("");
  }
}
