package io.github.githubjirasync.sync.job;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.githubjirasync.queue.Enqueued;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.queue.QueueFullException;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.sync.Change.GitHubCommentChanged;
import io.github.githubjirasync.sync.Change.GitHubIssueChanged;
import io.github.githubjirasync.sync.Change.GitHubIssueTransferred;
import io.github.githubjirasync.sync.Change.GitHubPullRequestChanged;
import io.github.githubjirasync.sync.Change.GitHubRepositoryRenamed;
import io.github.githubjirasync.sync.Change.GitHubSubIssueChanged;
import io.github.githubjirasync.sync.Change.JiraCommentChanged;
import io.github.githubjirasync.sync.Change.JiraIssueChanged;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Delivery;
import io.github.githubjirasync.sync.GitHubIssueDetails;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.IntakeUnavailableException;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.Receipt;
import io.github.githubjirasync.sync.SyncIntake;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Links;
import io.github.githubjirasync.upstream.Upstream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns deliveries into jobs in the queue.
 */
final class QueueingIntake implements SyncIntake {

	private static final Logger logger = LoggerFactory.getLogger(QueueingIntake.class);

	private static final Duration RETRY_WHEN_AWAY = Duration.ofSeconds(10);

	private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(60);

	private static final int MOST_QUARANTINED = 1 << 19;

	/** Fields of Jira from which something follows only where a change names them. */
	private static final Set<String> TELLING = Set.of("description", "status", "resolution", "security");

	private final JobQueue queue;

	private final Links links;

	private final Lanes lanes;

	private final RepositoryIds repositories;

	private final Whereabouts whereabouts;

	QueueingIntake(JobQueue queue, Links links, Lanes lanes, RepositoryIds repositories, Whereabouts whereabouts) {
		this.queue = queue;
		this.links = links;
		this.lanes = lanes;
		this.repositories = repositories;
		this.whereabouts = whereabouts;
	}

	@Override
	public Receipt accept(Delivery delivery, Change change) {
		Optional<Link> link = link(change);
		if (link.isEmpty()) {
			return ignore(delivery, "no link");
		}
		boolean wanted = isAboutIdentity(change)
				|| (isFromGitHub(change) ? link.get().toJira() : link.get().toGitHub());
		if (!wanted) {
			return ignore(delivery, "other direction");
		}
		Enqueued enqueued = store(() -> this.queue.enqueue(job(delivery, change, link.get())));
		return switch (enqueued.how()) {
			case NEW -> new Receipt.Enqueued(enqueued.jobId());
			case COALESCED -> new Receipt.Coalesced(enqueued.jobId());
			case DUPLICATE -> new Receipt.Duplicate(enqueued.jobId());
		};
	}

	@Override
	public Receipt quarantine(Delivery delivery, byte[] body, String cause) {
		NewJob job = new NewJob("unreadable:" + delivery.id(), SyncJob.UNREADABLE, JobPriority.LOW, text(body), null,
				List.of(), deliveryKey(delivery), null);
		Enqueued buried = store(() -> this.queue.bury(job, cause));
		logger.error("Delivery {} ({}) cannot be read and is kept as dead letter {}: {}", delivery.id(),
				delivery.event(), buried.jobId(), cause);
		return (buried.how() == Enqueued.How.DUPLICATE) ? new Receipt.Duplicate(buried.jobId())
				: new Receipt.Quarantined(buried.jobId());
	}

	@Override
	public Receipt ignore(Delivery delivery, String reason) {
		logger.debug("Delivery {} ({}) ignored: {}", delivery.id(), delivery.event(), reason);
		return new Receipt.Ignored(reason);
	}

	private static Enqueued store(Supplier<Enqueued> store) {
		try {
			return store.get();
		}
		catch (QueueUnavailableException ex) {
			throw new IntakeUnavailableException(
					Objects.requireNonNullElse(ex.getMessage(), "The queue refused the job"), RETRY_WHEN_AWAY, ex);
		}
		catch (QueueFullException ex) {
			throw new IntakeUnavailableException(
					Objects.requireNonNullElse(ex.getMessage(), "The queue refused the job"), RETRY_WHEN_FULL, ex);
		}
	}

	private NewJob job(Delivery delivery, Change change, Link link) {
		String upstream = Holding.scope(isFromGitHub(change) ? Upstream.JIRA : Upstream.GITHUB);
		return new NewJob(lane(change), SyncJob.kind(change), priority(delivery, change, link),
				new SyncJob(link.name(), delivery.event(), change).toJson(), snapshot(change),
				List.of(upstream, "link:" + link.name()), deliveryKey(delivery), null);
	}

	/** The id alone: both senders draw theirs so that none is given twice. */
	private static String deliveryKey(Delivery delivery) {
		return delivery.id().value();
	}

	private static boolean isFromGitHub(Change change) {
		return change.origin() == Origin.GITHUB;
	}

	/** Whatever the direction of its link, a pair must know where its issues are. */
	private static boolean isAboutIdentity(Change change) {
		return change instanceof GitHubIssueTransferred || change instanceof GitHubRepositoryRenamed;
	}

	private Optional<Link> link(Change change) {
		if (change instanceof GitHubIssueChanged issue) {
			return link(issue.issue());
		}
		if (change instanceof GitHubCommentChanged comment) {
			return link(comment.issue());
		}
		if (change instanceof GitHubSubIssueChanged part) {
			return link(part.issue());
		}
		if (change instanceof GitHubIssueTransferred transfer) {
			return link(transfer.to()).or(() -> link(transfer.from()));
		}
		if (change instanceof GitHubPullRequestChanged pull) {
			return this.repositories.linkOf(pull.pullRequest().ref().repository(), pull.pullRequest().repositoryId());
		}
		if (change instanceof GitHubRepositoryRenamed renamed) {
			return this.repositories.renamed(renamed.repositoryId(), renamed.former());
		}
		if (change instanceof JiraIssueChanged issue) {
			return this.links.ofProject(issue.issue().key().projectKey()).or(() -> this.whereabouts.ofMoved(issue));
		}
		return this.links.ofProject(((JiraCommentChanged) change).issue().key().projectKey());
	}

	private Optional<Link> link(GitHubIssueSnapshot issue) {
		GitHubIssueDetails details = issue.details();
		return this.repositories.linkOf(issue.ref().repository(), (details != null) ? details.repositoryId() : null);
	}

	private String lane(Change change) {
		try {
			return this.lanes.of(change);
		}
		catch (RuntimeException ex) {
			logger.warn("The mapping cannot be looked up, so the job starts in a lane of its own: {}", ex.toString());
			return Lanes.unmapped(change);
		}
	}

	private static JobPriority priority(Delivery delivery, Change change, Link link) {
		List<String> labels = List.of();
		if (change instanceof GitHubIssueChanged || change instanceof GitHubCommentChanged) {
			GitHubIssueSnapshot issue = (change instanceof GitHubIssueChanged changed) ? changed.issue()
					: ((GitHubCommentChanged) change).issue();
			labels = issue.labels();
		}
		else if (change instanceof JiraIssueChanged changed) {
			labels = changed.issue().labels();
		}
		return labels.stream()
			.map(link.priorities()::get)
			.filter(Objects::nonNull)
			.min(Integer::compare)
			.map(JobPriority::of)
			.orElseGet(() -> link.eventPriorities()
				.stream()
				.filter((rule) -> rule.matches(delivery.event()))
				.findFirst()
				.map((rule) -> JobPriority.of(rule.priority()))
				.orElse(JobPriority.NORMAL));
	}

	/**
	 * Snapshots replace each other only where the same person made the same kind of
	 * change, since who changed what decides whether it is an echo. One that names a
	 * field whose name tells more than its value takes no other's place but of its like.
	 */
	private static NewJob.@Nullable Snapshot snapshot(Change change) {
		if (change instanceof GitHubIssueChanged issue && issue.kind() != Change.Kind.DELETED) {
			return new NewJob.Snapshot("issue by " + issue.actor().id(), issue.issue().updatedAt().toEpochMilli());
		}
		if (change instanceof JiraIssueChanged issue && issue.kind() == Change.Kind.UPDATED) {
			String telling = issue.changedFields()
				.stream()
				.filter(TELLING::contains)
				.sorted()
				.collect(Collectors.joining(", "));
			return new NewJob.Snapshot(
					(telling.isEmpty() ? "issue by " : "issue and " + telling + " by ") + issue.actor().id(),
					issue.issue().updatedAt().toEpochMilli());
		}
		return null;
	}

	/** As text where it is text, else in Base64; cut to what a dead letter holds. */
	private static String text(byte[] body) {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
			return (text.length() <= MOST_QUARANTINED) ? text : text.substring(0, MOST_QUARANTINED);
		}
		catch (CharacterCodingException ex) {
			int length = Math.min(body.length, MOST_QUARANTINED);
			return "base64:" + Base64.getEncoder().encodeToString(Arrays.copyOf(body, length));
		}
	}

}
