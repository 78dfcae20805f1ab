package io.github.githubjirasync.upstream;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * What the service shows to an upstream to be let in. Never prints its secret.
 */
public final class Credentials {

	private final @Nullable String authorization;

	private final String hint;

	private Credentials(@Nullable String authorization, String hint) {
		this.authorization = authorization;
		this.hint = hint;
	}

	/**
	 * A token on its own.
	 * @param token a personal access token, or any other that goes as Bearer
	 * @return the credentials
	 */
	public static Credentials bearer(String token) {
		return new Credentials("Bearer " + token.strip(), "");
	}

	/**
	 * A user with a token in the place of a password.
	 * @param user the user, on Jira Cloud an e-mail address
	 * @param token the token
	 * @return the credentials
	 */
	public static Credentials basic(String user, String token) {
		String pair = user.strip() + ":" + token.strip();
		return new Credentials("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)),
				"");
	}

	/**
	 * No credentials: every call fails as unauthorised before it is sent.
	 * @param hint how to set them, for the error's message
	 * @return the lack of credentials
	 */
	public static Credentials missing(String hint) {
		return new Credentials(null, hint);
	}

	/**
	 * The value of the {@code Authorization} header.
	 * @return the value, or {@code null} without credentials
	 */
	@Nullable String authorization() {
		return this.authorization;
	}

	/**
	 * How to set credentials that are missing.
	 * @return a sentence, empty where they are there
	 */
	String hint() {
		return this.hint;
	}

	@Override
	public String toString() {
		return (this.authorization != null) ? "credentials" : "no credentials";
	}

}
