package io.github.githubjirasync;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * For tests whose application logs less than others: levels belong to the JVM and outlive
 * the application, and tests that come later may look for what is logged.
 */
public final class RestoredLogLevel implements AfterAllCallback {

	@Override
	public void afterAll(ExtensionContext context) {
		LoggingSystem.get(RestoredLogLevel.class.getClassLoader())
			.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
	}

}
