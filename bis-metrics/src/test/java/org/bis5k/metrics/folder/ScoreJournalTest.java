package org.bis5k.metrics.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bis5k.data.InvalidInputException;
import org.bis5k.metrics.Curve;
import org.bis5k.metrics.DatasetScores;
import org.bis5k.metrics.Golden;
import org.bis5k.metrics.Profile;
import org.bis5k.metrics.file.ScoreJson;
import org.bis5k.testing.ProcessorTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScoreJournalTest {

  @TempDir Path folder;
  private Path predictions;
  private Path truths;
  private Path journal;

  @BeforeEach
  void copyTheGoldenImages() throws IOException {
    predictions = Files.createDirectory(folder.resolve("pred"));
    truths = Files.createDirectory(folder.resolve("gt"));
    journal = folder.resolve("kept/journal.jsonl");
    for (String name : Golden.names()) {
      String file = name + ".png";
      Files.copy(Golden.folder("pred").resolve(file), predictions.resolve(file));
      Files.copy(Golden.folder("gt").resolve(file), truths.resolve(file));
    }
  }

  private DatasetScores fresh(Profile profile) {
    return FolderEvaluator.of(profile).evaluate(predictions, truths);
  }

  /** Resumes, asserts equality with a fresh run and returns the names of what was scored now. */
  private List<String> scoredNow(Profile profile) {
    List<String> names = new ArrayList<>();
    DatasetScores scores =
        FolderEvaluator.of(new FolderEvaluator.Options(profile, 2))
            .resume(predictions, truths, journal, (image, done, total) -> names.add(image.name()));
    DatasetScores fresh = fresh(profile);
    assertThat(ScoreJson.text(scores)).isEqualTo(ScoreJson.text(fresh));
    for (Curve curve : Curve.values()) {
      for (int j = 0; j < 256; j++) {
        assertThat(scores.curves().at(curve, j)).isEqualTo(fresh.curves().at(curve, j));
      }
    }
    return names;
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsScoredTwiceAndNoBitDiffers(Profile profile) throws IOException {
    assertThat(scoredNow(profile)).hasSize(37);
    String kept = Files.readString(journal);
    assertThat(kept.lines()).hasSize(38);
    assertThat(scoredNow(profile)).isEmpty();
    assertThat(Files.readString(journal)).isEqualTo(kept);
  }

  @Test
  void changedFilesAreScoredAgain() throws IOException {
    scoredNow(Profile.UACANET);
    Files.copy(
        truths.resolve("case_000.png"),
        predictions.resolve("case_000.png"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.copy(
        predictions.resolve("case_004.png"),
        truths.resolve("case_004.png"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(predictions.resolve("case_002.png"), FileTime.fromMillis(0));
    assertThat(scoredNow(Profile.UACANET)).containsExactlyInAnyOrder("case_000", "case_004");
  }

  @Test
  void anotherProfileBeginsAnew() {
    scoredNow(Profile.UACANET);
    assertThat(scoredNow(Profile.STRICT)).hasSize(37);
    assertThat(scoredNow(Profile.STRICT)).isEmpty();
  }

  @Test
  void imagesThatAreGoneAreForgotten() throws IOException {
    scoredNow(Profile.UACANET);
    Files.delete(predictions.resolve("case_003.png"));
    Files.delete(truths.resolve("case_003.png"));
    assertThat(scoredNow(Profile.UACANET)).isEmpty();
    assertThat(Files.readString(journal)).doesNotContain("case_003");
  }

  @Test
  void anInterruptedRunGoesOn() throws IOException {
    assertThatThrownBy(
            () ->
                FolderEvaluator.of(new FolderEvaluator.Options(Profile.UACANET, 1))
                    .resume(
                        predictions,
                        truths,
                        journal,
                        (image, done, total) -> {
                          if (done == 20) {
                            throw new UnsupportedOperationException("interrupted");
                          }
                        }))
        .hasMessage("interrupted");
    String cut = Files.readString(journal);
    assertThat(cut.lines()).hasSize(21);
    Files.writeString(journal, cut.substring(0, cut.length() - 100)); // as a power failure would
    assertThat(scoredNow(Profile.UACANET)).hasSize(37 - 19);
  }

  /** As a process that is killed leaves it. */
  @Test
  void halfALineMayEndInHalfALetter() throws IOException {
    scoredNow(Profile.UACANET);
    byte[] kept = Files.readAllBytes(journal);
    byte[] half = "{\"name\":\"µ".getBytes(StandardCharsets.UTF_8);
    Files.write(journal, Arrays.copyOf(half, half.length - 1), StandardOpenOption.APPEND);
    assertThat(scoredNow(Profile.UACANET)).isEmpty();
    assertThat(journal).hasBinaryContent(kept);
  }

  @Test
  void aMissingPredictionStillFails() throws IOException {
    scoredNow(Profile.UACANET);
    Files.delete(predictions.resolve("case_003.png"));
    assertThatThrownBy(() -> scoredNow(Profile.UACANET))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("case_003.png: there is no prediction for this ground truth");
    Files.writeString(predictions.resolve("case_003.png"), "torn");
    assertThatThrownBy(() -> scoredNow(Profile.UACANET)).hasMessageContaining("(1 problem)");
  }

  @Test
  void otherFilesAreNotOverwritten() throws IOException {
    Path notes = Files.writeString(folder.resolve("notes.txt"), "mine\n");
    journal = notes;
    assertThatThrownBy(() -> scoredNow(Profile.UACANET))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(notes + ": is no journal of scores (line 1: ")
        .hasMessageEndingWith("Name another file, or delete this one to score all images again.");
    assertThat(notes).hasContent("mine\n");
    Files.writeString(notes, "{\"format\":\"other\"}\n");
    assertThatThrownBy(() -> scoredNow(Profile.UACANET))
        .hasMessageContaining("(line 1: expected the format 'bis-score-journal-1')");
    journal = folder;
    assertThatThrownBy(() -> scoredNow(Profile.UACANET))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(folder + ": expected a file that keeps scores; found a folder");
  }

  @Test
  void damagedLinesAreNamed() throws IOException {
    scoredNow(Profile.UACANET);
    String kept = Files.readString(journal);
    Files.writeString(journal, kept.replaceFirst("\"background\":\\[0,", "\"background\":[256,"));
    assertThatThrownBy(() -> scoredNow(Profile.UACANET))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(journal + ": the line of the image '")
        .hasMessageContaining("is damaged: 'background' has no threshold 256");
    Files.writeString(journal, kept.replaceFirst("\"shape\":\\[", "\"shape\":[1"));
    assertThatThrownBy(() -> scoredNow(Profile.UACANET)).hasMessageContaining("cannot have");
    for (String count : List.of("-1", "1.5", "99999999999", "null")) {
      Files.writeString(
          journal, kept.replaceFirst("\"background\":\\[0,\\d+", "\"background\":[0," + count));
      assertThatThrownBy(() -> scoredNow(Profile.UACANET))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("is damaged: 'background' has the count " + count);
    }
  }

  @Test
  void longLinesAndNamesAreRefused() throws IOException {
    String head = "{\"format\":\"bis-score-journal-1\",\"profile\":\"uacanet\"}\n";
    Files.createDirectories(journal.getParent());
    Files.writeString(journal, head + "{\"name\":\"" + "x".repeat(100_000) + "\"}\n");
    assertThatThrownBy(() -> scoredNow(Profile.UACANET))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("(line 2: has more than 100000 bytes)");
    Files.writeString(journal, head + "{\"name\":\"" + "x".repeat(1001) + "\"}\n");
    assertThatThrownBy(() -> scoredNow(Profile.UACANET))
        .hasMessageContaining("(line 2: 'name' has 1001 characters; expected at most 1000)");
    Files.writeString(journal, head + "[".repeat(5000) + "\n");
    assertThatThrownBy(() -> scoredNow(Profile.UACANET)).hasMessageContaining("nesting depth");
  }

  @Test
  void manyLinesTakeLinearTime() throws IOException {
    scoredNow(Profile.UACANET);
    List<String> lines = Files.readAllLines(journal);
    ProcessorTime.assertLinear(
        2000,
        size -> {
          StringBuilder text = new StringBuilder(lines.get(0)).append('\n');
          for (int i = 0; i < size; i++) {
            text.append(lines.get(1).replaceFirst("case_000", "image" + i)).append('\n');
          }
          Path file = folder.resolve("journal" + size);
          return () -> {
            write(file, text.toString());
            ScoreJournal.open(file, Profile.UACANET).close();
            assertThat(file).hasSize(text.length());
          };
        });
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
