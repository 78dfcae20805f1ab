package io.github.githubjirasync.ops;

import java.time.Duration;
import java.util.Locale;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses logins for a while after too many have failed: of one name from one address
 * after 5, of one name from anywhere after 50, from one address after 50. What it
 * remembers is bounded, and each instance counts for itself. Safe for use by many
 * threads.
 */
final class LoginThrottle {

	/** How long logins are refused after the last failure. */
	static final Duration PAUSE = Duration.ofMinutes(15);

	static final int MOST_OF_BOTH = 5;

	static final int MOST_OF_ONE = 50;

	private static final Logger logger = LoggerFactory.getLogger(LoginThrottle.class);

	private static final int REMEMBERED = 10_000;

	private static final int LONGEST_NAME = 100;

	private final Cache<String, Integer> failures;

	LoginThrottle(Ticker ticker) {
		this.failures = Caffeine.newBuilder()
			.maximumSize(REMEMBERED)
			.expireAfterWrite(PAUSE)
			.ticker(ticker)
			.executor(Runnable::run)
			.build();
	}

	/**
	 * Whether a login may be tried.
	 * @param name the name that is given
	 * @param address where the login comes from
	 * @return {@code false} if too many have failed
	 */
	boolean allows(String name, String address) {
		return count(both(name, address)) < MOST_OF_BOTH && count(ofName(name)) < MOST_OF_ONE
				&& count(ofAddress(address)) < MOST_OF_ONE;
	}

	void failed(String name, String address) {
		int failed = add(both(name, address));
		int ofName = add(ofName(name));
		int ofAddress = add(ofAddress(address));
		if (failed == MOST_OF_BOTH || ofName == MOST_OF_ONE || ofAddress == MOST_OF_ONE) {
			logger.warn("Too many logins failed; those of a name or from {} are refused for {} min", address,
					PAUSE.toMinutes());
		}
	}

	/** Who knows the password may mistype it again. */
	void succeeded(String name, String address) {
		this.failures.invalidate(both(name, address));
	}

	/** How much it remembers. */
	long size() {
		this.failures.cleanUp();
		return this.failures.estimatedSize();
	}

	private int count(String key) {
		@Nullable Integer count = this.failures.getIfPresent(key);
		return (count != null) ? count : 0;
	}

	private int add(String key) {
		return this.failures.asMap().merge(key, 1, Integer::sum);
	}

	private static String both(String name, String address) {
		return "b " + address + " " + cut(name);
	}

	private static String ofName(String name) {
		return "n " + cut(name);
	}

	private static String ofAddress(String address) {
		return "a " + address;
	}

	private static String cut(String name) {
		return ((name.length() <= LONGEST_NAME) ? name : name.substring(0, LONGEST_NAME)).toLowerCase(Locale.ROOT);
	}

}
