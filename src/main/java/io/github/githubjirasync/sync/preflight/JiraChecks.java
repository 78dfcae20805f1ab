package io.github.githubjirasync.sync.preflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.jira.JiraDirectory;
import io.github.githubjirasync.jira.JiraIssue;
import io.github.githubjirasync.jira.JiraIssueType;
import io.github.githubjirasync.jira.JiraStatus;
import io.github.githubjirasync.jira.JiraTransition;
import io.github.githubjirasync.jira.JiraWebhook;
import io.github.githubjirasync.sync.link.Fields;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.plan.Call.StatusWish;
import io.github.githubjirasync.sync.plan.TransitionScreen;

/**
 * Looks at Jira's side of a link: the project, its types and statuses, what we may do,
 * the webhook.
 */
final class JiraChecks {

	private static final String PATH = "/webhooks/jira";

	private static final List<String> EVENTS = List.of("jira:issue_created", "jira:issue_updated", "jira:issue_deleted",
			"comment_created", "comment_updated", "comment_deleted");

	private static final List<String> TO_WRITE = List.of("BROWSE_PROJECTS", "CREATE_ISSUES", "EDIT_ISSUES",
			"TRANSITION_ISSUES", "ADD_COMMENTS", "EDIT_OWN_COMMENTS", "DELETE_OWN_COMMENTS", "LINK_ISSUES",
			"ASSIGN_ISSUES");

	private static final List<String> TO_READ = List.of("BROWSE_PROJECTS");

	/** What is always sent, or set by Jira. */
	private static final Set<String> SENT = Set.of("project", "issuetype", "summary", "description", "reporter");

	private static final Duration LATELY = Duration.ofDays(30);

	private final JiraDirectory directory;

	private final JiraClient jira;

	JiraChecks(JiraDirectory directory, JiraClient jira) {
		this.directory = directory;
		this.jira = jira;
	}

	/**
	 * What is the same for all links, before any of them is looked at.
	 * @return what is found of the webhook
	 */
	Findings begin() {
		// What was corrected a moment ago must be seen.
		this.directory.forget();
		Findings findings = new Findings();
		findings.look("webhook of Jira", () -> webhook(findings));
		return findings;
	}

	void check(Link link, Findings findings) {
		Set<String> projects = new LinkedHashSet<>();
		if (!Link.ANY.equals(link.jira().project())) {
			projects.add(link.jira().project());
		}
		if (link.toJira()) {
			projects.add(link.projectForNewIssues());
		}
		for (String project : projects) {
			String subject = "project " + project;
			findings.look(subject, () -> {
				if (this.directory.project(project).isEmpty()) {
					findings.error(subject, "does not exist, or our account may not see it",
							"correct jira.project or jira.new-issues, or give the account the permission to browse it");
					return;
				}
				permissions(link, project, findings);
				if (link.toJira()) {
					writable(link, project, findings);
				}
			});
		}
	}

	private void permissions(Link link, String project, Findings findings) {
		String subject = "permissions in " + project;
		findings.look(subject, () -> {
			List<String> needed = new ArrayList<>(link.toJira() ? TO_WRITE : TO_READ);
			if (link.attachments().upload()) {
				needed.add("CREATE_ATTACHMENTS");
			}
			List<String> missing = new ArrayList<>(needed);
			missing.removeAll(this.directory.permissions(project, needed));
			if (missing.isEmpty()) {
				findings.ok(subject, "our account may do all that is needed");
			}
			else {
				findings.error(subject, "our account lacks " + missing,
						"grant them in the project's permission scheme");
			}
		});
	}

	private void writable(Link link, String project, Findings findings) {
		findings.look("issue types of " + project, () -> types(link, project, findings));
		findings.look("statuses of " + project, () -> statuses(link, project, findings));
		findings.look("transitions in " + project, () -> transitions(link, project, findings));
		List<String> priorities = link.fields().priority().map().stream().map(Fields.PriorityEntry::priority).toList();
		if (!priorities.isEmpty()) {
			findings.look("priorities", () -> named("priorities", priorities, this.directory.priorities(),
					"correct fields.priority.map", findings));
		}
		String linkType = link.subIssues().linkType();
		if (linkType != null) {
			findings.look("link type " + linkType, () -> named("link type " + linkType, List.of(linkType),
					this.directory.issueLinkTypes(), "correct sub-issues.link-type", findings));
		}
	}

	private void types(Link link, String project, Findings findings) {
		List<JiraIssueType> types = this.directory.creatableTypes(project);
		String wanted = link.jira().issueType();
		Set<String> named = new LinkedHashSet<>(List.of(wanted));
		link.fields().type().map().forEach((entry) -> named.add(entry.issueType()));
		named("issue types of " + project, named, types.stream().map(JiraIssueType::name).toList(),
				"correct jira.issue-type or fields.type.map", findings);
		Optional<JiraIssueType> type = types.stream().filter((one) -> one.name().equalsIgnoreCase(wanted)).findFirst();
		type.filter(JiraIssueType::subtask)
			.ifPresent((one) -> findings.error("issue types of " + project,
					"'" + wanted + "' is one of sub-tasks, which cannot be created without a parent",
					"correct jira.issue-type"));
		type.ifPresent((one) -> required(project, one, findings));
	}

	private void required(String project, JiraIssueType type, Findings findings) {
		String subject = "screen of new " + type.name() + " issues in " + project;
		List<String> asked = this.directory.createFields(project, type.id())
			.stream()
			.filter((field) -> field.required() && !field.hasDefault() && !SENT.contains(field.id()))
			.map((field) -> field.name() + " (" + field.id() + ")")
			.toList();
		if (asked.isEmpty()) {
			findings.ok(subject, "asks for nothing more");
		}
		else {
			findings.error(subject, "asks for " + asked, "make these fields optional, or give them a default");
		}
	}

	private void statuses(Link link, String project, Findings findings) {
		Stream<String> ofFields = link.fields().state().statuses().stream().map(Fields.StatusEntry::jira);
		List<String> wanted = Stream
			.concat(ofFields,
					Stream.of(link.jira().openStatus(), link.jira().doneStatus(), link.pullRequests().openedStatus(),
							link.pullRequests().mergedStatus(), link.pullRequests().closedStatus()))
			.filter(Objects::nonNull)
			.distinct()
			.toList();
		List<JiraStatus> statuses = this.directory.statuses(project)
			.entrySet()
			.stream()
			.filter((type) -> type.getKey().equalsIgnoreCase(link.jira().issueType()))
			.flatMap((type) -> type.getValue().stream())
			.toList();
		named("statuses of " + project, wanted, statuses.stream().map(JiraStatus::name).toList(),
				"correct jira.open-status, jira.done-status, fields.state.statuses or the statuses of pull-requests",
				findings);
		if (statuses.stream().noneMatch((status) -> status.category().equals("done"))) {
			findings.error("statuses of " + project, "none is of the category done, so that no issue can be closed",
					"add one to the workflow");
		}
	}

	/** Only an issue tells its transitions, so that the newest of our own is asked. */
	private void transitions(Link link, String project, Findings findings) {
		String subject = "transitions in " + project;
		Optional<JiraIssue> newest = this.jira.issuesCreatedBySelf(project, LATELY, "github-jira-sync")
			.stream()
			.filter((issue) -> !issue.done())
			.findFirst();
		if (newest.isEmpty()) {
			findings.ok(subject, "not looked at: none of the open issues there is ours");
			return;
		}
		StatusWish wish = StatusWish.closing(link);
		List<JiraTransition> offered = this.jira.transitions(newest.get().id());
		Optional<JiraTransition> closing = TransitionScreen.way(offered, wish);
		if (closing.isEmpty()) {
			findings.warn(subject,
					newest.get().key() + " cannot be closed from '" + newest.get().statusName() + "'; it offers "
							+ offered.stream().map(JiraTransition::toStatusName).toList(),
					"add a transition to the workflow, or correct jira.done-status or fields.state.statuses");
			return;
		}
		List<String> asked = TransitionScreen.of(closing.get(), wish).missing();
		if (asked.isEmpty()) {
			findings.ok(subject, newest.get().key() + " can be closed");
		}
		else {
			findings.warn(subject, "closing " + newest.get().key() + " asks for " + asked,
					"make these fields optional, or set them by fields.state.resolutions or "
							+ "fields.state.transition-fields");
		}
	}

	private void webhook(Findings findings) {
		String subject = "webhook of Jira";
		Optional<List<JiraWebhook>> webhooks = this.directory.webhooks();
		if (webhooks.isEmpty()) {
			findings.warn(subject, "cannot be looked at: our account does not administer Jira",
					"ask an administrator for an enabled webhook to " + PATH);
			return;
		}
		Optional<JiraWebhook> ours = webhooks.get()
			.stream()
			.filter((webhook) -> webhook.url().contains(PATH))
			.findFirst();
		if (ours.isEmpty()) {
			findings.error(subject, "there is none to " + PATH, "add one in Jira's system settings");
		}
		else if (!ours.get().enabled()) {
			findings.error(subject, "is switched off", "switch it on");
		}
		else {
			List<String> missing = EVENTS.stream().filter((event) -> !ours.get().events().contains(event)).toList();
			if (missing.isEmpty()) {
				findings.ok(subject, "sends what is needed");
			}
			else {
				findings.error(subject, "does not send " + missing, "switch these events on");
			}
		}
	}

	private static void named(String subject, Collection<String> wanted, Collection<String> there, String fix,
			Findings findings) {
		List<String> missing = wanted.stream()
			.filter((name) -> there.stream().noneMatch((one) -> one.equalsIgnoreCase(name)))
			.toList();
		if (missing.isEmpty()) {
			findings.ok(subject, wanted.isEmpty() ? "the link names none" : "there are " + wanted);
		}
		else {
			findings.error(subject, "there is no " + missing + ", but " + there, fix);
		}
	}

}
