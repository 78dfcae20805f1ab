package io.github.githubjirasync.sandbox;

import java.time.Duration;

/**
 * The limits that the vendors document (2026), or others like them.
 *
 * @param githubHourly calls to GitHub in an hour, told by every answer
 * @param githubPoints points a minute; a read costs 1, a write 5
 * @param githubCreates calls a minute that create something
 * @param githubConcurrent calls to GitHub at the same time
 * @param githubSerialWrites whether only one write may run at a time
 * @param jiraReads GET and POST calls to Jira a second
 * @param jiraWrites PUT and DELETE calls to Jira a second
 * @param issueShort writes to one issue in the short window
 * @param issueLong writes to one issue in the long window
 * @param windows the length of all these windows, in the order of their names
 */
public record LimitRules(int githubHourly, int githubPoints, int githubCreates, int githubConcurrent,
		boolean githubSerialWrites, int jiraReads, int jiraWrites, int issueShort, int issueLong, Windows windows) {

	/** What the vendors document. */
	public static final LimitRules DOCUMENTED = new LimitRules(5000, 900, 80, 100, true, 100, 50, 20, 100,
			new Windows(Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofSeconds(2),
					Duration.ofSeconds(30)));

	/**
	 * The lengths of the windows.
	 *
	 * @param githubHour of GitHub's primary limit
	 * @param githubMinute of GitHub's points and creates
	 * @param jiraSecond of Jira's reads and writes
	 * @param issueShort the short one of an issue
	 * @param issueLong the long one of an issue
	 */
	public record Windows(Duration githubHour, Duration githubMinute, Duration jiraSecond, Duration issueShort,
			Duration issueLong) {
	}

}
