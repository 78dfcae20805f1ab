package io.github.githubjirasync.sandbox;

import java.net.URI;
import java.time.Clock;

import io.github.githubjirasync.upstream.Upstream;

/**
 * A simulated GitHub and a simulated Jira behind one HTTP port on loopback, with a page
 * to use them by hand. Each keeps its state in memory, answers in the vendor's REST
 * shapes, and sends signed webhooks to the service. Safe for use by many threads; several
 * may run side by side.
 */
public final class Sandbox implements AutoCloseable {

	private final HttpFront front;

	private final Faults faults = new Faults();

	private final Calls calls;

	private final Limits limits;

	private final Webhooks githubWebhooks;

	private final Webhooks jiraWebhooks;

	private final SandboxGitHub github;

	private final SandboxJira jira;

	private final GitHubFileHost githubFiles;

	private Sandbox(SandboxOptions options) {
		Clock clock = options.clock;
		this.front = new HttpFront(options.port, options.host);
		this.calls = new Calls(options.kept);
		this.limits = new Limits(clock);
		WebhookPost post = new WebhookPost(options.webhookTimeout, clock);
		this.githubWebhooks = new Webhooks(Upstream.GITHUB, post, this.faults, options);
		this.jiraWebhooks = new Webhooks(Upstream.JIRA, post, this.faults, options);
		GitHubShapes githubShapes = new GitHubShapes(this.front.url());
		this.github = new SandboxGitHub(clock, this.githubWebhooks, githubShapes);
		JiraUsers users = new JiraUsers();
		JiraShapes jiraShapes = new JiraShapes(this.front.url(), users);
		this.jira = new SandboxJira(options, this.jiraWebhooks, jiraShapes, users);
		mountGitHub(options, githubShapes);
		for (int version : new int[] { 2, 3 }) {
			mountJira(version, options, jiraShapes);
		}
		mountJiraWebhooks(options, jiraShapes);
		this.githubFiles = new GitHubFileHost(this.front.url());
		this.githubFiles.addTo(this.front);
		new Page(this.front.url()).addTo(this.front);
		this.front.mount("/sandbox/", new ControlApi(this));
	}

	/**
	 * Starts a sandbox.
	 * @param options how it shall be
	 * @return the sandbox, ready for calls
	 */
	public static Sandbox start(SandboxOptions options) {
		Sandbox sandbox = new Sandbox(options);
		sandbox.front.start();
		return sandbox;
	}

	private void mountGitHub(SandboxOptions options, GitHubShapes shapes) {
		Routes routes = new Routes();
		GitHubPages pages = new GitHubPages(githubUrl());
		GitHubManners manners = new GitHubManners(options.githubToken, this.limits, options.clock, this.github.moves(),
				options.githubApp);
		manners.addTo(routes);
		new GitHubApi(this.github, shapes, pages).addTo(routes);
		new GitHubSideApi(this.github, shapes, pages).addTo(routes);
		new GitHubHookApi(this.github, this.githubWebhooks, shapes, pages).addTo(routes);
		this.front.mount("/github/", new UpstreamApi(Upstream.GITHUB, "/github", routes, manners, this.faults,
				this.calls, this.limits, options.clock));
	}

	private void mountJira(int version, SandboxOptions options, JiraShapes shapes) {
		Routes routes = new Routes();
		JiraApi api = new JiraApi(version, this.jira, shapes);
		new JiraMetaApi(version, this.jira, shapes, this.front.url(), options.clock).addTo(routes);
		api.addTo(routes);
		new JiraSideApi(version, this.jira, shapes).addTo(routes);
		new JiraCommentApi(version, this.jira, shapes).addTo(routes);
		new JiraSearchApi(this.jira, api, options.searchLag, options.clock).addTo(routes, version);
		String root = "/jira/rest/api/" + version;
		this.front.mount(root + "/",
				new UpstreamApi(Upstream.JIRA, root, routes, api, this.faults, this.calls, this.limits, options.clock));
	}

	/** Where administrators set up webhooks lies outside the versioned API. */
	private void mountJiraWebhooks(SandboxOptions options, JiraShapes shapes) {
		Routes routes = new Routes();
		JiraApi manners = new JiraApi(3, this.jira, shapes);
		JiraSideApi.addWebhooks(routes, this.jira, this.front.url());
		String root = "/jira/rest/webhooks/1.0";
		this.front.mount(root + "/", new UpstreamApi(Upstream.JIRA, root, routes, manners, this.faults, this.calls,
				this.limits, options.clock));
	}

	/**
	 * What stands in for {@code https://api.github.com}.
	 * @return a base address without a slash at its end
	 */
	public String githubUrl() {
		return this.front.url() + "/github";
	}

	/**
	 * What stands in for {@code https://your-domain.atlassian.net}.
	 * @return a base address without a slash at its end
	 */
	public String jiraUrl() {
		return this.front.url() + "/jira";
	}

	/**
	 * The page to use both sides by hand.
	 * @return its address
	 */
	public String pageUrl() {
		return this.front.url() + "/";
	}

	public SandboxGitHub github() {
		return this.github;
	}

	/**
	 * The files that texts on GitHub show.
	 * @return where they are kept
	 */
	public GitHubFileHost githubFiles() {
		return this.githubFiles;
	}

	public SandboxJira jira() {
		return this.jira;
	}

	public Faults faults() {
		return this.faults;
	}

	public Calls calls() {
		return this.calls;
	}

	/**
	 * What both upstreams refuse because it is too much; nothing by default.
	 * @return the limits
	 */
	public Limits limits() {
		return this.limits;
	}

	/**
	 * The webhooks of one side.
	 * @param upstream the sender
	 * @return its webhooks
	 */
	public Webhooks webhooks(Upstream upstream) {
		return (upstream == Upstream.GITHUB) ? this.githubWebhooks : this.jiraWebhooks;
	}

	/**
	 * Sends further webhooks of both sides to another service.
	 * @param service its root address
	 */
	public void deliverTo(URI service) {
		this.githubWebhooks.deliverTo(service);
		this.jiraWebhooks.deliverTo(service);
	}

	/** Forgets all issues, faults, calls and webhooks. Ids go on counting. */
	public void reset() {
		this.limits.off();
		this.faults.clear();
		this.githubWebhooks.clear();
		this.jiraWebhooks.clear();
		this.github.clear();
		this.githubFiles.clear();
		this.jira.clear();
		this.calls.clear();
	}

	@Override
	public void close() {
		this.front.close();
		this.githubWebhooks.close();
		this.jiraWebhooks.close();
	}

}
