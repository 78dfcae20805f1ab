package io.github.githubjirasync.jira;

import java.util.List;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Remembers for a time what seldom changes in Jira. Only what was found is remembered.
 */
final class JiraMetadata {

	private final Cache<List<Object>, Object> answers;

	/** The issues whose transitions were told from memory. */
	private final Cache<Long, Boolean> told;

	JiraMetadata(JiraMetadataProperties properties, Ticker ticker) {
		this.answers = Caffeine.newBuilder()
			.ticker(ticker)
			.maximumSize(properties.size())
			.expireAfterWrite(properties.timeToLive())
			.build();
		this.told = Caffeine.newBuilder()
			.ticker(ticker)
			.maximumSize(properties.size())
			.expireAfterWrite(properties.timeToLive())
			.build();
	}

	/**
	 * What is known, or is asked for now.
	 * @param question what is asked for, and with which arguments
	 * @param ask asks Jira
	 */
	@SuppressWarnings("unchecked")
	<T> T get(List<Object> question, Supplier<T> ask) {
		Object known = this.answers.getIfPresent(question);
		if (known == null) {
			known = ask.get();
			this.answers.put(question, known);
		}
		return (T) known;
	}

	/**
	 * The transitions of an issue: those of its project, type and status.
	 * @param issueId the issue
	 * @param workflow its project, type and status
	 * @param ask asks Jira
	 */
	List<JiraTransition> transitions(long issueId, List<String> workflow, Supplier<List<JiraTransition>> ask) {
		List<Object> question = List.of("transitions", workflow);
		if (this.answers.getIfPresent(question) != null) {
			this.told.put(issueId, true);
		}
		return get(question, ask);
	}

	/** Whether the transitions of an issue were told from memory, and may be outdated. */
	boolean wasTold(long issueId) {
		return this.told.getIfPresent(issueId) != null;
	}

	void forget() {
		this.answers.invalidateAll();
		this.told.invalidateAll();
	}

}
