package org.bis5k.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StopOnInterruptTest {

  @Test
  void asksForTheEndAndWaitsForIt() throws InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    CountDownLatch asked = new CountDownLatch(1);
    StopOnInterrupt watch = StopOnInterrupt.watch(asked::countDown, out, "go on so");
    Thread end = new Thread(watch::interrupted);
    end.start();
    asked.await();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("Stopping after this step")
        .doesNotContain("go on so");
    watch.close();
    end.join();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("go on so");
  }
}
