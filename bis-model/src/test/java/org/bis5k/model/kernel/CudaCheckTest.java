package org.bis5k.model.kernel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bis5k.data.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CudaCheckTest {

  private static final String NEEDED =
      "The CUDA build needs an NVIDIA GPU of compute capability 3.7, 5.0, 5.2, 6.0, 6.1, 7.0, 7.5,"
          + " 8.0, 8.6, 8.9; found ";
  private static final String OTHERWISE = ". Build without -Pcuda to run on the CPU";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tesla K80, 3.7",
        "Tesla V100-SXM2-16GB, 7.0\n",
        "NVIDIA RTX 4000, Ada Generation, 8.9",
        "NVIDIA H100, 9.0\nNVIDIA A100, 8.0"
      })
  void acceptsAnyGpuThatTheLibraryHasCodeFor(String devices) {
    assertThatCode(() -> CudaCheck.requireUsable(devices)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n"})
  void saysThatNoneWasFound(String devices) {
    assertThatThrownBy(() -> CudaCheck.requireUsable(devices))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(NEEDED + "no NVIDIA driver or GPU" + OTHERWISE);
  }

  @Test
  void namesWhatWasFound() {
    assertThatThrownBy(() -> CudaCheck.requireUsable("NVIDIA H100, 9.0\nNVIDIA B200, 10.0"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(NEEDED + "NVIDIA H100, 9.0; NVIDIA B200, 10.0" + OTHERWISE);
  }

  @Test
  void theBuildForProcessorsAsksForNoGpu() {
    assertThatCode(CudaCheck::beforeStart).doesNotThrowAnyException();
  }
}
