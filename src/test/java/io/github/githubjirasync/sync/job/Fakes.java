package io.github.githubjirasync.sync.job;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/**
 * Makes an object pass for a large interface of which it has some methods only.
 */
final class Fakes {

	private Fakes() {
	}

	/**
	 * An implementation of an interface.
	 * @param type the interface
	 * @param target has public methods of the same names and parameters; one that it
	 * lacks must not be called
	 */
	static <T> T of(Class<T> type, Object target) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> call(target, method, arguments)));
	}

	private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
		Method own = Arrays.stream(target.getClass().getDeclaredMethods())
			.filter((candidate) -> candidate.getName().equals(method.getName())
					&& Arrays.equals(candidate.getParameterTypes(), method.getParameterTypes()))
			.findFirst()
			.orElseThrow(() -> new UnsupportedOperationException("The model has no " + method));
		try {
			own.setAccessible(true);
			return own.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

}
