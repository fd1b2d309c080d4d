package org.bis5k.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvenanceTest {

  private static final Provenance FIXED =
      new Provenance(
          "1.2",
          "abc",
          "17",
          "Linux",
          Instant.EPOCH,
          7,
          "f00d",
          "native",
          Map.of("method", "BCSNet"));

  @Test
  void theMapKeepsItsOrderAndWritesAsJson() throws IOException {
    assertThat(new ObjectMapper().writeValueAsString(FIXED.toMap()))
        .isEqualTo(
            "{\"version\":\"1.2\",\"commit\":\"abc\",\"java\":\"17\",\"os\":\"Linux\","
                + "\"created\":\"1970-01-01T00:00:00Z\",\"seed\":7,\"data\":\"f00d\","
                + "\"backend\":\"native\",\"extra\":{\"method\":\"BCSNet\"}}");
  }

  @Test
  void nowTellsLibraryAndPlatform() {
    Provenance now = Provenance.now(3, "f00d", "native", Map.of());
    assertThat(now.version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(now.commit()).matches("unknown|[0-9a-f]{40}");
    assertThat(now.java()).contains(System.getProperty("java.version"));
    assertThat(now.os()).contains(System.getProperty("os.arch"));
    assertThat(now.seed()).isEqualTo(3);
    assertThat(now.created()).isBetween(Instant.now().minusSeconds(60), Instant.now());
  }

  @Test
  void extraEntriesAreCopied() {
    Map<String, String> extra = new HashMap<>(Map.of("a", "1"));
    Provenance provenance = Provenance.now(0, "", "", extra);
    extra.put("b", "2");
    assertThat(provenance.extra()).containsOnlyKeys("a");
    assertThatThrownBy(() -> provenance.extra().put("c", "3"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
