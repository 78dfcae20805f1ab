package io.github.githubjirasync.upstream;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * What the service shows to an upstream to be let in. Never prints its secret.
 */
public final class Credentials {

	private final @Nullable Source source;

	private final boolean oneAccount;

	private final String hint;

	private Credentials(@Nullable Source source, boolean oneAccount, String hint) {
		this.source = source;
		this.oneAccount = oneAccount;
		this.hint = hint;
	}

	/**
	 * A token on its own.
	 * @param token a personal access token, or any other that goes as Bearer
	 * @return the credentials
	 */
	public static Credentials bearer(String token) {
		return fixed("Bearer " + token.strip());
	}

	/**
	 * A user with a token in the place of a password.
	 * @param user the user, on Jira Cloud an e-mail address
	 * @param token the token
	 * @return the credentials
	 */
	public static Credentials basic(String user, String token) {
		String pair = user.strip() + ":" + token.strip();
		return fixed("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
	}

	private static Credentials fixed(String header) {
		Authorization authorization = new Authorization(header, "");
		return new Credentials((path) -> authorization, true, "");
	}

	/**
	 * None, for what lets everybody in, such as an endpoint that gives tokens.
	 * @return no credentials, and no error for want of them
	 */
	public static Credentials anonymous() {
		return fixed("");
	}

	/**
	 * Credentials that change with time or with what is called.
	 * @param source gives them
	 * @param oneAccount whether all calls count against the limits of one account
	 * @return the credentials
	 */
	public static Credentials from(Source source, boolean oneAccount) {
		return new Credentials(source, oneAccount, "");
	}

	/**
	 * No credentials: every call fails as unauthorised before it is sent.
	 * @param hint how to set them, for the error's message
	 * @return the lack of credentials
	 */
	public static Credentials missing(String hint) {
		return new Credentials(null, true, hint);
	}

	/**
	 * What lets a call in; may call the network.
	 * @param path the path below the API's root
	 * @return the authorization, or {@code null} without credentials
	 */
	@Nullable Authorization authorize(String path) {
		return (this.source != null) ? this.source.authorize(path) : null;
	}

	/** Whether another authorization than a refused one is to be had. */
	boolean renew(String path, Authorization refused) {
		return this.source != null && this.source.renew(path, refused);
	}

	boolean oneAccount() {
		return this.oneAccount;
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
		return (this.source != null) ? "credentials" : "no credentials";
	}

	/** Gives the authorization of each call. Called by many threads. */
	@FunctionalInterface
	public interface Source {

		/**
		 * What lets a call in.
		 * @param path the path below the API's root
		 * @return the authorization
		 * @throws UpstreamException if there is none now
		 */
		Authorization authorize(String path);

		/**
		 * The upstream answered 401.
		 * @param path the path below the API's root
		 * @param refused what was shown to it
		 * @return whether asking again gives another authorization
		 */
		default boolean renew(String path, Authorization refused) {
			return false;
		}

	}

}
