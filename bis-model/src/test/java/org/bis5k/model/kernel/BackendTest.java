package org.bis5k.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That the tests run on the kernels they were asked to run on. */
@Tag("kernels")
final class BackendTest {

  @Test
  void runsTheKernelsThatWereAskedFor() {
    String asked = System.getProperty("bis.kernels", "auto");
    boolean cuda = Backend.description().contains("CUDA");
    boolean host = "host".equals(asked) || "auto".equals(asked) && !cuda;

    String lanes = Lanes.current().vectors() ? " in vectors" : " in plain loops";
    assertThat(Backend.description())
        .endsWith(host ? ", kernels: host" + lanes : ", kernels: nd4j");
    assertThat(Kernels.current()).isInstanceOf(host ? HostKernels.class : Nd4jKernels.class);
  }

  @Test
  void saysWhatComputes() {
    assertThat(Backend.description())
        .matches("ND4J 1\\.0\\.0-M2\\.1 on (CPU with .+|CUDA), kernels: .+");
  }
}
