package io.github.githubjirasync.sync.plan;

import java.util.Objects;
import java.util.Set;

import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.link.FieldRule;
import io.github.githubjirasync.sync.link.Link;
import org.jspecify.annotations.Nullable;

/**
 * All that a plan is made from.
 *
 * @param origin the side whose change is to be carried over
 * @param github the issue on GitHub, or {@code null} while it is not read: it is then
 * taken to be as it was last in step
 * @param jira the issue in Jira, or {@code null} while it is not read
 * @param twinless whether the issue has no twin yet, so that one is created
 * @param changedFields the fields that a delivery of Jira names; empty if it names none
 * @param byUs whether our own account made the change
 * @param namesReason whether somebody's delivery names Jira's status or resolution, also
 * where Jira was read since
 * @param state what was last in step
 * @param link the rules
 * @param people who on one side is who on the other
 * @param conversion how texts are converted
 */
public record Situation(Origin origin, @Nullable GitHubIssueSnapshot github, @Nullable JiraIssueSnapshot jira,
		boolean twinless, Set<String> changedFields, boolean byUs, boolean namesReason, SyncedState state, Link link,
		People people, Conversion conversion) {

	public Situation {
		changedFields = Set.copyOf(changedFields);
		if (((origin == Origin.GITHUB) ? github : jira) == null) {
			throw new IllegalArgumentException("The side whose change is carried over must be known");
		}
	}

	/**
	 * A change on GitHub.
	 * @param issue the issue
	 * @param byUs whether our own account made it
	 * @param state what was last in step
	 * @param link the rules
	 * @param conversion how texts are converted
	 * @return what is known
	 */
	public static Situation onGitHub(GitHubIssueSnapshot issue, boolean byUs, SyncedState state, Link link,
			Conversion conversion) {
		return new Situation(Origin.GITHUB, issue, null, false, Set.of(), byUs, false, state, link, People.NOBODY,
				conversion);
	}

	/**
	 * A change in Jira.
	 * @param issue the issue
	 * @param changedFields the fields that the delivery names
	 * @param byUs whether our own account made it
	 * @param state what was last in step
	 * @param link the rules
	 * @param conversion how texts are converted
	 * @return what is known
	 */
	public static Situation inJira(JiraIssueSnapshot issue, Set<String> changedFields, boolean byUs, SyncedState state,
			Link link, Conversion conversion) {
		boolean reason = changedFields.contains("status") || changedFields.contains("resolution");
		return new Situation(Origin.JIRA, null, issue, false, changedFields, byUs, reason && !byUs, state, link,
				People.NOBODY, conversion);
	}

	/**
	 * The same where somebody may have changed Jira's status or resolution while nothing
	 * of it was told.
	 * @return the same as if the delivery named them
	 */
	public Situation namingReason() {
		return new Situation(this.origin, this.github, this.jira, this.twinless, this.changedFields, this.byUs,
				!this.byUs, this.state, this.link, this.people, this.conversion);
	}

	/**
	 * The same before its twin is created.
	 * @return the same without anything in step
	 */
	public Situation withoutTwin() {
		return new Situation(this.origin, this.github, this.jira, true, Set.of(), false, false, SyncedState.NONE,
				this.link, this.people, this.conversion);
	}

	/**
	 * The same with what GitHub shows now.
	 * @param now the issue
	 * @return the same with it
	 */
	public Situation withGitHub(GitHubIssueSnapshot now) {
		return new Situation(this.origin, now, this.jira, this.twinless, this.changedFields, this.byUs,
				this.namesReason, this.state, this.link, this.people, this.conversion);
	}

	/**
	 * The same with what Jira shows now, which is more than what a delivery names.
	 * @param now the issue
	 * @return the same with it
	 */
	public Situation withJira(JiraIssueSnapshot now) {
		boolean same = this.origin == Origin.GITHUB;
		return new Situation(this.origin, this.github, now, this.twinless, same ? this.changedFields : Set.of(),
				same && this.byUs, this.namesReason, this.state, this.link, this.people, this.conversion);
	}

	/**
	 * The same for a pair that was in step before.
	 * @param synced what was in step
	 * @return the same with it
	 */
	public Situation since(SyncedState synced) {
		return new Situation(this.origin, this.github, this.jira, this.twinless, this.changedFields, this.byUs,
				this.namesReason, synced, this.link, this.people, this.conversion);
	}

	/**
	 * The same with who is who.
	 * @param known the people
	 * @return the same with them
	 */
	public Situation withPeople(People known) {
		return new Situation(this.origin, this.github, this.jira, this.twinless, this.changedFields, this.byUs,
				this.namesReason, this.state, this.link, known, this.conversion);
	}

	/**
	 * The same with another conversion.
	 * @param other how texts are converted
	 * @return the same with it
	 */
	public Situation withConversion(Conversion other) {
		return new Situation(this.origin, this.github, this.jira, this.twinless, this.changedFields, this.byUs,
				this.namesReason, this.state, this.link, this.people, other);
	}

	/** The issue on GitHub, where it must be known. */
	GitHubIssueSnapshot onGitHub() {
		return Objects.requireNonNull(this.github, "GitHub's side is not read");
	}

	/** The issue in Jira, where it must be known. */
	JiraIssueSnapshot inJira() {
		return Objects.requireNonNull(this.jira, "Jira's side is not read");
	}

	/** What GitHub showed of a field when it was last in step; {@code null} if never. */
	@Nullable String lastOnGitHub(String field) {
		FieldState both = this.state.fields().get(field);
		return (both != null) ? both.github() : null;
	}

	/** What Jira showed of a field when it was last in step; {@code null} if never. */
	@Nullable String lastInJira(String field) {
		FieldState both = this.state.fields().get(field);
		return (both != null) ? both.jira() : null;
	}

	/** Whether a field has not been noted since the twin was made, which was just now. */
	boolean neverNoted(String field) {
		return !this.twinless && this.state.jiraUpdatedAt() == null && !this.state.fields().containsKey(field);
	}

	boolean secured() {
		return this.jira != null && this.jira.secured();
	}

	/** Whether the rules let a field go from a side to the other. */
	boolean carries(FieldRule rule, Origin from) {
		boolean link = (from == Origin.GITHUB) ? this.link.toJira() : this.link.toGitHub();
		return link && rule.direction().from(from) && !(from == Origin.JIRA && secured());
	}

}
