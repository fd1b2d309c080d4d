package org.bis5k.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A path of a {@link FailingDisk}: a real path that answers for another file system. */
final class DiskPath implements InvocationHandler {

  private final DiskFileSystem system;
  private final Path real;

  private DiskPath(DiskFileSystem system, Path real) {
    this.system = system;
    this.real = real;
  }

  static Path wrap(DiskFileSystem system, Path real) {
    Class<?>[] type = {Path.class};
    return (Path)
        Proxy.newProxyInstance(DiskPath.class.getClassLoader(), type, new DiskPath(system, real));
  }

  /** The real path behind a path of a failing disk. */
  static Path real(Path path) {
    return ((DiskPath) Proxy.getInvocationHandler(path)).real;
  }

  private static Object unwrapped(Object argument) {
    return argument != null
            && Proxy.isProxyClass(argument.getClass())
            && Proxy.getInvocationHandler(argument) instanceof DiskPath disk
        ? disk.real
        : argument;
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("getFileSystem")) {
      return system;
    }
    Object[] plain = arguments == null ? new Object[0] : arguments.clone();
    for (int i = 0; i < plain.length; i++) {
      plain[i] = unwrapped(plain[i]);
    }
    Object result;
    try {
      result = method.invoke(real, plain);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (result instanceof Path path) {
      return wrap(system, path);
    }
    return result instanceof Iterator<?> names ? wrapped(names) : result;
  }

  private Iterator<Path> wrapped(Iterator<?> names) {
    List<Path> paths = new ArrayList<>();
    names.forEachRemaining(name -> paths.add(wrap(system, (Path) name)));
    return paths.iterator();
  }
}
