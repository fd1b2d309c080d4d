package org.bis5k.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bis5k.model.BcsNet;

/**
 * The machine that a report was measured on.
 *
 * @param processor its name as the system gives it
 * @param cores the processors that the virtual machine sees
 * @param memoryMegabytes physical memory in 10^6 bytes, 0 where unknown
 * @param system name and version of the operating system
 * @param java name and version of the virtual machine
 * @param backend what computes
 */
public record Machine(
    String processor, int cores, long memoryMegabytes, String system, String java, String backend) {

  /**
   * The machine that runs this.
   *
   * @return its description
   */
  public static Machine current() {
    return new Machine(
        value("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(value("/proc/meminfo", "MemTotal", "0").replaceAll("\\D", ""))
            * 1024
            / 1_000_000,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        BcsNet.backend());
  }

  /** The value of a line "key : value" of a system file, which only Linux has. */
  static String value(String file, String key, String otherwise) {
    try {
      for (String line : Files.readAllLines(Path.of(file))) {
        String[] parts = line.split(":", 2);
        if (parts.length == 2 && parts[0].strip().equals(key)) {
          return parts[1].strip();
        }
      }
    } catch (IOException absent) {
      return otherwise;
    }
    return otherwise;
  }
}
