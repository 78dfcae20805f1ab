package io.github.githubjirasync.upstream;

import java.time.Instant;
import java.util.List;

import io.github.githubjirasync.ratelimit.Draw;
import io.github.githubjirasync.ratelimit.Notice;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * What one vendor limits, and how its answers tell of it.
 */
interface CallLimits {

	/** Everything of the account is held back. */
	String ALL = "all";

	/** The account's upstream is away. */
	String CIRCUIT = "circuit";

	/**
	 * What a call draws on.
	 * @param method the method
	 * @param path the path below the API's root
	 * @param token names this call
	 * @param holder names the caller, who may come back
	 * @return the draws
	 */
	List<Draw> draws(HttpMethod method, String path, String token, String holder);

	/**
	 * How far a refusal of a budget reaches.
	 * @param draw what has to be waited for
	 * @return whom it concerns
	 */
	UpstreamException.Reach reach(Draw draw);

	/**
	 * What an answer says of the vendor's own budgets.
	 * @param path the path below the API's root
	 * @param headers the answer's headers
	 * @param now the time
	 * @return what to take down
	 */
	List<Notice> told(String path, HttpHeaders headers, Instant now);

	/**
	 * What an answer that refuses the call because of a limit holds back.
	 * @param method the method
	 * @param path the path below the API's root
	 * @param headers the answer's headers
	 * @return the hold
	 */
	Held held(HttpMethod method, String path, HttpHeaders headers);

	/**
	 * The names of the budgets that a gauge shows.
	 * @return names of draws
	 */
	List<String> gauged();

	/**
	 * The path of a GET that costs nothing and shows whether the upstream is there.
	 * @return a path below the API's root
	 */
	String probePath();

	/**
	 * Something that is held back.
	 *
	 * @param name the name of the hold
	 * @param reach whom it concerns
	 */
	record Held(String name, UpstreamException.Reach reach) {
	}

}
