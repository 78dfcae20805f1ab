package io.github.githubjirasync.ops;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * Makes the configured users known to Spring Security. No message holds a password.
 */
final class OpsUsers {

	private static final Logger LOGGER = LoggerFactory.getLogger(OpsUsers.class);

	private static final Pattern PREFIX = Pattern.compile("\\{([A-Za-z0-9@_.-]+)}.*", Pattern.DOTALL);

	private static final Set<String> ENCODINGS = Set.of("bcrypt", "noop", "pbkdf2@SpringSecurity_v5_8");

	private final PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();

	UserDetailsService from(List<OpsProperties.User> users, boolean othersMayLogIn) {
		if (users.isEmpty() && !othersMayLogIn) {
			LOGGER.warn("No github-jira-sync.ops.users: nobody can log in to /ops");
		}
		InMemoryUserDetailsManager manager = new InMemoryUserDetailsManager();
		for (OpsProperties.User user : users) {
			String name = user.name();
			if (name == null || name.isBlank()) {
				throw new IllegalArgumentException("An ops user has no name");
			}
			if (manager.userExists(name)) {
				throw new IllegalArgumentException("The ops user '" + name + "' is configured twice");
			}
			manager.createUser(details(name, user));
		}
		// Not the manager itself, which would hash a {noop} password anew at each start,
		// and then at each call.
		return manager::loadUserByUsername;
	}

	private UserDetails details(String name, OpsProperties.User user) {
		return User.withUsername(name).password(encoded(name, user)).roles(user.role().name()).build();
	}

	private String encoded(String name, OpsProperties.User user) {
		String password = user.password();
		if (password == null || password.isBlank()) {
			throw new IllegalArgumentException("The ops user '" + name + "' has no password");
		}
		Matcher prefix = PREFIX.matcher(password);
		if (!prefix.matches()) {
			return this.encoder.encode(password);
		}
		if (!ENCODINGS.contains(prefix.group(1))) {
			throw new IllegalArgumentException("The password of the ops user '" + name
					+ "' has an unknown prefix; it is one of " + ENCODINGS + " or none");
		}
		return password;
	}

}
