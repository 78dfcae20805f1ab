package io.github.githubjirasync.faults;

import java.util.List;

/**
 * The Redis that a stage plays on, be it one server or several.
 */
interface Servers extends AutoCloseable {

	/**
	 * How to connect to it.
	 * @return properties such as {@code spring.data.redis.url=redis://127.0.0.1:6379}
	 */
	List<String> connection();

	@Override
	void close();

}
