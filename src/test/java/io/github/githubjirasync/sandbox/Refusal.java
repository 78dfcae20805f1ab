package io.github.githubjirasync.sandbox;

import java.nio.charset.StandardCharsets;

/**
 * Ends the work on a request with an answer that says no.
 */
final class Refusal extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Answer answer;

	Refusal(Answer answer) {
		super(answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8));
		this.answer = answer;
	}

	Answer answer() {
		return this.answer;
	}

}
