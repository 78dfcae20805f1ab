package io.github.githubjirasync.ops;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may look after the service.
 *
 * @param users those who may log in with a password
 * @param maxSessions from how many browsers somebody may be logged in at the same time;
 * one more ends the one that was used longest ago
 */
@ConfigurationProperties("github-jira-sync.ops")
record OpsProperties(@DefaultValue List<User> users, @DefaultValue("5") int maxSessions) {

	OpsProperties {
		if (maxSessions < 1) {
			throw new IllegalArgumentException(
					"github-jira-sync.ops.max-sessions must be 1 or more, got " + maxSessions);
		}
	}

	/**
	 * Somebody who may log in.
	 *
	 * @param name the name to log in with, in any case
	 * @param password the password: hashed, as {@code {bcrypt}$2a$…} or
	 * {@code {pbkdf2@SpringSecurity_v5_8}…}, or plain, with or without {@code {noop}}; a
	 * plain one without a prefix is hashed at the start and has at most 72 bytes
	 * @param role what they may do
	 */
	record User(@Nullable String name, @Nullable String password, @DefaultValue("VIEWER") Role role) {

		@Override
		public String toString() {
			return "User[" + this.name + ", " + this.role + "]";
		}

	}

	/** What somebody may do. */
	enum Role {

		/** Look at everything. */
		VIEWER,
		/** Look at everything, replay and discard dead letters. */
		OPERATOR

	}

}
