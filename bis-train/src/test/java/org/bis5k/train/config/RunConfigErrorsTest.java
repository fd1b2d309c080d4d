package org.bis5k.train.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bis5k.data.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunConfigErrorsTest {

  @Test
  void namesFileLineKeyAndKnownNames(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("my.yaml"), "Train:\n  Dataloader:\n    # two\n    batchsize: 4\n");
    assertThatThrownBy(() -> RunConfig.load(file, List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + ": line 4: unknown key 'batchsize' in Train.Dataloader (did you mean batch_size?);"
                + " known: shuffle, drop_last, batch_size, num_workers, pin_memory, bad_files,"
                + " cache");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Trian: {}|x: line 1: unknown key 'Trian' (did you mean Train?); known: Model, Train",
        "Model: {depth: 3}|x: line 1: unknown key 'depth' in Model; known: name, channels",
        "Train: {Dataloader: {batch_size: four}}|x: line 1: Train.Dataloader.batch_size: expected a"
            + " whole number of 1 to 65536; found 'four'",
        "Train: {Dataloader: {batch_size: 0}}|expected a whole number of 1 to 65536; found '0'",
        "Train: {Dataloader: {batch_size: 1.5}}|expected a whole number of 1 to 65536; found '1.5'",
        "Train: {Dataloader: {batch_size: 99999999999999999999999}}|expected a whole number of 1",
        "Train: {Dataloader: {batch_size: [4]}}|expected a whole number of 1 to 65536; found a list"
            + " of 1",
        "Train: {Dataloader: {shuffle: maybe}}|Train.Dataloader.shuffle: expected True or False;",
        "Train: {Dataloader: {bad_files: ignore}}|unknown Train.Dataloader.bad_files 'ignore';"
            + " known: fail, skip",
        "Train: {Dataloader: 3}|Train.Dataloader: expected a section of keys; found '3'",
        "[1, 2]|x: line 1: the file: expected a section of keys; found a list of 2",
        "Train: {Optimizer: {type: Adan}}|unknown Train.Optimizer.type 'Adan' (did you mean Adam?);"
            + " known: Adam",
        "Train: {Optimizer: {lr: -1}}|Train.Optimizer.lr: expected a number of",
        "Train: {Optimizer: {lr: 1e999}}|Train.Optimizer.lr: expected a number of",
        "Train: {Optimizer: {lr: .nan}}|Train.Optimizer.lr: expected a number of",
        "Train: {Optimizer: {betas: [0.9]}}|Train.Optimizer.betas: expected a list of 2; found a"
            + " list of 1",
        "Train: {Optimizer: {mixed_precision: True}}|mixed_precision: only False is available",
        "Train: {Optimizer: {groups: {a: 1}}}|expected '*' (all other names) as the last group;"
            + " found a section with a",
        "Train: {Optimizer: {groups: 1}}|expected a table of name: multiplier; found '1'",
        "Train: {Scheduler: {type: Cosine}}|unknown Train.Scheduler.type 'Cosine'; known: PolyLr",
        "Train: {loss: iou_bce}|unknown Train.loss 'iou_bce'",
        "Train: {Dataset: {type: Folder}}|unknown Train.Dataset.type 'Folder'; known: Pathology",
        "Train: {Dataset: {images: a}}|Train.Dataset.images: images and masks go together",
        "Train: {Validation: {metric: meanDice}}|'meanDice' (did you mean meanDic?); known: meanDic,",
        "Eval: {metrics: [meanDic, Fm]}|unknown Eval.metrics 'Fm' (did you mean wFm?); known:",
        "Model: {name: UNet}|unknown Model.name 'UNet'; known: BCSNet_v3, BCSNet",
        "Model: {width_divisor: 3}|Model.width_divisor: expected 1, 2, 4, 8 or 16; found 3",
        "Model: {channels: 128}|Model.channels: expected a whole number of 256 to 256; found '128'",
        "Test: {mode: png}|unknown Test.mode 'png'; known: threshold, map, rgba",
      })
  void refusesWhatItDoesNotKnow(String yaml, String message) {
    assertThatThrownBy(() -> RunConfig.parse(yaml, "x", List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{random_flop: NULL}|unknown transform 'random_flop' in Train.Dataset.transform_list (did"
            + " you mean random_flip?); known: resize,",
        "{random_flip: {left: True}}|unknown key 'left' in Train.Dataset.transform_list.random_flip",
        "{resize: {size: [100, 128]}}|size: width and height need to be multiples of 16; found"
            + " [100, 128]",
        "{resize: {size: [128]}}|resize.size: expected a list of 2; found a list of 1",
        "{resize: {size: [1000000, 16]}}|expected a whole number of 1 to 16384; found '1000000'",
        "{random_scale_crop: {range: [1.25, 0.75]}}|random_scale_crop: the range needs 0 < low",
        "{random_image_enhance: {methods: [hue]}}|'hue'; known: contrast, sharpness, brightness",
        "{tonumpy: NULL, totensor: NULL}|normalize is missing before totensor",
        "[{tonumpy: NULL, totensor: NULL}]|expected one transform per entry; found a section with",
        "resize|transform_list: expected a table of transforms; found 'resize'",
      })
  void refusesTransformsThatCannotRun(String list, String message) {
    String yaml = "Train:\n  Dataset:\n    transform_list: " + list;
    assertThatThrownBy(() -> RunConfig.parse(yaml, "x", List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("x: line 3: ")
        .hasMessageContaining(message);
  }

  @Test
  void refusesRandomTransformsInATestList() {
    String list = "{random_flip: NULL, tonumpy: NULL, normalize: NULL, totensor: NULL}";
    assertThatThrownBy(
            () ->
                RunConfig.parse("Test: {Dataset: {transform_list: " + list + "}}", "x", List.of()))
        .hasMessage(
            "x: line 1: Test.Dataset.transform_list: random_flip is random; a test list holds"
                + " [resize, tonumpy, normalize, totensor]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Train.Dataloader.batch=4|--set Train.Dataloader.batch=4: unknown key 'batch' in",
        "Train.Dataloader.batch_size=x|--set Train.Dataloader.batch_size=x:"
            + " Train.Dataloader.batch_size: expected a whole number",
        "Train.loss|--set Train.loss: expected path=value, for example",
        "=4|--set =4: expected path=value",
        "Train..x=4|--set Train..x=4: expected path=value",
        "Train.seed.x=4|--set Train.seed.x=4: Train.seed is no section; it holds '7'",
        "Train.loss=[a|--set Train.loss=[a: not valid YAML: while parsing a flow sequence",
        "Eval.metrics.x=4|--set Eval.metrics.x=4: Eval.metrics is a list without 'x'",
      })
  void namesTheSettingAtFault(String setting, String message) {
    assertThatThrownBy(
            () -> RunConfig.parse("Train: {seed: 7}\nEval: {metrics: [Sm]}", "x", List.of(setting)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void refusesFilesThatCannotBeRead(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("none.yaml");
    assertThatThrownBy(() -> RunConfig.load(missing, List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(missing + ": no such configuration file");
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, "Model: {name: é}".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> RunConfig.load(latin, List.of()))
        .hasMessage(latin + ": expected UTF-8 text; save the file as UTF-8");
    Path empty = Files.writeString(folder.resolve("empty.yaml"), "# nothing\n");
    assertThatThrownBy(() -> RunConfig.load(empty, List.of()))
        .hasMessage(empty + ": the file is empty");
  }
}
