package org.bis5k.testing;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A folder on a disk that fails on command. Paths below {@link #root()} are those of a real folder;
 * every operation that changes something is counted, and from a chosen one on they fail, until the
 * disk is mended.
 */
public final class FailingDisk {

  /** How operations fail. */
  public enum Fault {
    /** No bytes can be added: half of what is written arrives, and no file can be made. */
    FULL,
    /** Nothing can be changed, as on a disk mounted read-only. */
    READ_ONLY,
    /** The folder is gone: unmounted, or removed by somebody else. */
    GONE,
    /** The process dies: half of what is written arrives, and then nothing happens any more. */
    CRASH
  }

  /** What {@link Fault#CRASH} throws: no code can catch it and go on. */
  public static final class Crash extends Error {

    private static final long serialVersionUID = 1L;

    Crash() {
      super("the process died");
    }
  }

  private final Path root;
  private Fault fault = Fault.FULL;
  private int operations;
  private int failing = Integer.MAX_VALUE;

  private FailingDisk(Path real) {
    this.root = DiskPath.wrap(new DiskFileSystem(this, real.getFileSystem()), real);
  }

  /**
   * A disk over a real folder.
   *
   * @param real the folder
   * @return the disk, working
   */
  public static FailingDisk over(Path real) {
    return new FailingDisk(real);
  }

  /**
   * The folder as it is seen on this disk.
   *
   * @return the path to give to the code under test
   */
  public Path root() {
    return root;
  }

  /**
   * Breaks the disk.
   *
   * @param how what happens
   * @param from the first operation that fails, counted from 0
   */
  public void fail(Fault how, int from) {
    fault = how;
    failing = from;
  }

  /** Lets everything succeed again. */
  public void mend() {
    failing = Integer.MAX_VALUE;
  }

  /**
   * How many operations were asked for, failed ones included.
   *
   * @return the count since the disk was made
   */
  public synchronized int operations() {
    return operations;
  }

  /** A file's bytes are about to grow by {@code length}: how many of them arrive. */
  int written(Path real, int length) throws IOException {
    if (!failsNow()) {
      return length;
    }
    if (fault == Fault.FULL || fault == Fault.CRASH) {
      return length / 2;
    }
    throw failure(real);
  }

  /** A file is about to be made. */
  void made(Path real) throws IOException {
    if (failsNow()) {
      throw failure(real);
    }
  }

  /** Something is about to be moved, removed, cut or forced: what a full disk still can do. */
  void changed(Path real) throws IOException {
    if (failsNow() && fault != Fault.FULL) {
      throw failure(real);
    }
  }

  private synchronized boolean failsNow() {
    return operations++ >= failing;
  }

  /** What the caller meets once a write arrived in part, or at all other failures. */
  IOException failure(Path real) {
    return switch (fault) {
      case FULL -> new IOException("No space left on device");
      case READ_ONLY -> new AccessDeniedException(real.toString());
      case GONE -> new NoSuchFileException(real.toString());
      case CRASH -> throw new Crash();
    };
  }
}
