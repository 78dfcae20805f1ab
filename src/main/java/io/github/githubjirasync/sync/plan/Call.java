package io.github.githubjirasync.sync.plan;

import java.util.List;

import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.link.Fields;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Standing;
import org.jspecify.annotations.Nullable;

/**
 * One call that changes something on one side.
 */
public sealed interface Call {

	/**
	 * The side that is written.
	 * @return the side
	 */
	Origin side();

	/**
	 * For people.
	 * @return for example {@code update the Jira issue: summary, labels}
	 */
	String describe();

	/**
	 * Creates the Jira twin.
	 *
	 * @param changes what it holds
	 */
	record CreateJiraIssue(JiraChanges changes) implements Call {

		@Override
		public Origin side() {
			return Origin.JIRA;
		}

		@Override
		public String describe() {
			return "create the Jira issue: " + String.join(", ", this.changes.names());
		}

	}

	/**
	 * Changes fields of the Jira issue.
	 *
	 * @param changes the fields
	 */
	record UpdateJiraFields(JiraChanges changes) implements Call {

		@Override
		public Origin side() {
			return Origin.JIRA;
		}

		@Override
		public String describe() {
			return "update the Jira issue: " + String.join(", ", this.changes.names());
		}

	}

	/**
	 * Moves the Jira issue through a transition.
	 *
	 * @param wish where to
	 */
	record TransitionJira(StatusWish wish) implements Call {

		@Override
		public Origin side() {
			return Origin.JIRA;
		}

		@Override
		public String describe() {
			return "move the Jira issue to " + this.wish.describe();
		}

	}

	/**
	 * Creates or changes the link that the Jira issue shows to the GitHub issue.
	 *
	 * @param page GitHub's page
	 * @param resolved whether it is shown struck through
	 */
	record LinkJira(String page, boolean resolved) implements Call {

		@Override
		public Origin side() {
			return Origin.JIRA;
		}

		@Override
		public String describe() {
			return "show the link to the GitHub issue" + (this.resolved ? " as resolved" : "");
		}

	}

	/**
	 * Opens the GitHub twin.
	 *
	 * @param changes what it holds; it is open
	 * @param labels its labels
	 */
	record CreateGitHubIssue(GitHubChanges changes, List<String> labels) implements Call {

		@Override
		public Origin side() {
			return Origin.GITHUB;
		}

		@Override
		public String describe() {
			return "open the GitHub issue: " + String.join(", ", this.changes.names())
					+ (this.labels.isEmpty() ? "" : ", labels");
		}

	}

	/**
	 * Adds labels to the GitHub issue.
	 *
	 * @param labels their names
	 */
	record AddGitHubLabels(List<String> labels) implements Call {

		@Override
		public Origin side() {
			return Origin.GITHUB;
		}

		@Override
		public String describe() {
			return "add labels to the GitHub issue: " + String.join(", ", this.labels);
		}

	}

	/**
	 * Takes a label from the GitHub issue.
	 *
	 * @param label its name
	 */
	record RemoveGitHubLabel(String label) implements Call {

		@Override
		public Origin side() {
			return Origin.GITHUB;
		}

		@Override
		public String describe() {
			return "take a label from the GitHub issue: " + this.label;
		}

	}

	/**
	 * Changes the GitHub issue.
	 *
	 * @param changes the fields
	 */
	record UpdateGitHubIssue(GitHubChanges changes) implements Call {

		@Override
		public Origin side() {
			return Origin.GITHUB;
		}

		@Override
		public String describe() {
			return "update the GitHub issue: " + String.join(", ", this.changes.names());
		}

	}

	/**
	 * Where a Jira issue shall go.
	 *
	 * @param status the name of the status, or {@code null} for the first of its kind
	 * @param done whether that status is of the category done
	 * @param resolutions the resolutions to set where the transition asks for one, the
	 * best first
	 * @param fields what else transitions to this or that status may ask for
	 */
	record StatusWish(@Nullable String status, boolean done, List<String> resolutions,
			List<Fields.TransitionField> fields) {

		public StatusWish {
			resolutions = List.copyOf(resolutions);
			fields = List.copyOf(fields);
		}

		/**
		 * Where a Jira issue goes when its twin is closed.
		 * @param link the rules
		 * @return the wish
		 */
		public static StatusWish closing(Link link) {
			return new Statuses(link).wish(Standing.CLOSED, false);
		}

		/**
		 * A status that is named, whatever it stands for.
		 * @param link the rules
		 * @param status its name
		 * @return the wish; its resolutions are those of what is finished
		 */
		public static StatusWish named(Link link, String status) {
			return new Statuses(link).wish(status);
		}

		/**
		 * The same with other resolutions.
		 * @param others the resolutions
		 * @return the same with them
		 */
		public StatusWish withResolutions(List<String> others) {
			return new StatusWish(this.status, this.done, others, this.fields);
		}

		/**
		 * For people.
		 * @return for example {@code 'Done'} or {@code an open status}
		 */
		public String describe() {
			return (this.status != null) ? "'" + this.status + "'" : this.done ? "a done status" : "an open status";
		}

	}

}
