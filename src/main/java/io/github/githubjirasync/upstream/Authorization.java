package io.github.githubjirasync.upstream;

/**
 * What lets one call in.
 *
 * @param header the value of the {@code Authorization} header; a secret
 * @param account whose limits the call counts against, such as an installation; no secret
 */
public record Authorization(String header, String account) {

	/**
	 * The credentials as a Bearer.
	 * @param token the token
	 * @param account whose limits the call counts against
	 * @return the authorization
	 */
	public static Authorization bearer(String token, String account) {
		return new Authorization("Bearer " + token, account);
	}

	@Override
	public String toString() {
		return "authorization of " + this.account;
	}

}
