package io.github.githubjirasync.github;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.githubjirasync.upstream.ApiDescription;
import io.github.githubjirasync.upstream.ClientTestSupport;
import io.github.githubjirasync.upstream.StubUpstream;
import io.github.githubjirasync.upstream.StubUpstream.Call;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;
import io.github.githubjirasync.upstream.UpstreamHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Every look-up against GitHub's own API description, as far as that has it.
 */
class RestGitHubDirectoryIntegrationTests {

	private static final String DESCRIPTION = "github-issues.openapi.json";

	private static final String REPO = "octocat/Hello-World";

	private static final String NOT_FOUND = "{\"message\":\"Not Found\"}";

	private final UpstreamHttp http = ClientTestSupport.http();

	private StubUpstream stub;

	private GitHubDirectory directory;

	@BeforeEach
	void start() {
		this.stub = StubUpstream.strict(DESCRIPTION);
		this.directory = directory(this.stub.url());
	}

	@AfterEach
	void stop() {
		this.http.close();
		if (this.stub != null) {
			this.stub.close();
		}
	}

	@Test
	void repositoryIsReadWithWhatWeMayDo() {
		ObjectNode repository = ApiDescription.example(DESCRIPTION, "full-repository-default-response").deepCopy();
		repository.put("private", true).put("has_issues", false).put("archived", true);
		repository.remove("source");
		repository.putNull("language")
			.putObject("permissions")
			.put("pull", true)
			.put("triage", true)
			.put("push", false)
			.put("admin", false);
		this.stub.answer(200, repository.toString()).answer(404, NOT_FOUND);
		assertThat(this.directory.repository(REPO))
			.contains(new GitHubRepository(1_296_269, REPO, true, false, true, true, true, false, false));
		assertThat(this.directory.repository(REPO)).isEmpty();
		assertThat(this.stub.calls()).extracting(Call::toString).containsOnly("GET /repos/octocat/Hello-World");
	}

	@Test
	void repositoryIsFoundByItsId() {
		try (StubUpstream any = StubUpstream.lenient()) {
			any.answer(200, "{\"id\":7,\"full_name\":\"o/renamed\",\"private\":false}");
			assertThat(directory(any.url()).repository(7))
				.contains(new GitHubRepository(7, "o/renamed", false, true, false, false, false, false, false));
			assertThat(any.call()).hasToString("GET /repositories/7");
		}
	}

	@Test
	void repositoryThatDoesNotSayIsPrivate() {
		try (StubUpstream any = StubUpstream.lenient()) {
			any.answer(200, "{\"id\":7,\"full_name\":\"o/r\"}");
			assertThat(directory(any.url()).repository("o/r")).map(GitHubRepository::privateRepository).contains(true);
		}
	}

	@Test
	void milestonesAreReadOverAllPages() {
		ObjectNode second = milestone().put("number", 2).put("title", "v2").put("state", "closed").putNull("due_on");
		this.stub
			.answer(200, "[" + milestone() + "]", "Link",
					"<" + this.stub.url() + "/repos/octocat/Hello-World/milestones?page=2>; rel=\"next\"")
			.answer(200, "[" + second + "]");
		assertThat(this.directory.milestones(REPO)).containsExactly(
				new GitHubMilestone(1, "v1.0", true, Instant.parse("2012-10-09T23:39:01Z")),
				new GitHubMilestone(2, "v2", false, null));
		assertThat(this.stub.calls().get(0).parameter("state")).containsExactly("all");
	}

	@Test
	void milestoneIsCreated() {
		this.stub.answer(201, milestone().toString()).answer(201, milestone().toString());
		assertThat(this.directory.createMilestone(REPO, "v1.0", Instant.parse("2012-10-09T23:39:01Z")).number())
			.isEqualTo(1);
		this.directory.createMilestone(REPO, "v1.0", null);
		assertThat(this.stub.calls()).extracting(Call::body)
			.containsExactly("{\"title\":\"v1.0\",\"due_on\":\"2012-10-09T23:39:01Z\"}", "{\"title\":\"v1.0\"}");
	}

	@Test
	void labelsAreRead() {
		this.stub.answer(200, ApiDescription.example(DESCRIPTION, "label-items").toString());
		assertThat(this.directory.labels(REPO)).contains("bug");
	}

	@Test
	void whoCanBeAssignedIsAsked() {
		this.stub.answer(204, "").answer(404, "{\"message\":\"Not Found\",\"documentation_url\":\"d\"}");
		assertThat(this.directory.isAssignable(REPO, "octocat")).isTrue();
		assertThat(this.directory.isAssignable(REPO, "octocat")).isFalse();
		assertThat(this.stub.calls()).extracting(Call::toString)
			.containsOnly("GET /repos/octocat/Hello-World/assignees/octocat");
	}

	@Test
	void accountIsFoundByItsLogin() {
		this.stub.answer(200, ApiDescription.example(DESCRIPTION, "public-user-default-response").toString())
			.answer(404, NOT_FOUND);
		assertThat(this.directory.user("octocat")).contains(new GitHubUser(1, "octocat"));
		assertThat(this.directory.user("nobody")).isEmpty();
	}

	@Test
	void accountsAreSearchedByAPublicAddress() {
		try (StubUpstream any = StubUpstream.lenient()) {
			any.answer(200, "{\"total_count\":1,\"items\":[{\"id\":5,\"login\":\"mia\"}]}");
			assertThat(directory(any.url()).usersByEmail("m+a@x.example")).containsExactly(new GitHubUser(5, "mia"));
			assertThat(any.call().parameter("q")).containsExactly("\"m+a@x.example\" in:email type:user");
			assertThat(directory(any.url()).usersByEmail("x\" in:login foo")).isEmpty();
			assertThat(any.calls()).hasSize(1);
		}
	}

	@Test
	void webhooksAreReadWhereWeMaySeeThem() {
		this.stub.answer(200, ApiDescription.example(DESCRIPTION, "hook-items").toString())
			.answer(404, NOT_FOUND)
			.answer(403, "{\"message\":\"Must have admin rights to Repository.\"}");
		assertThat(this.directory.hooks(REPO)).hasValueSatisfying((hooks) -> {
			assertThat(hooks).hasSize(1);
			assertThat(hooks.get(0).active()).isTrue();
			assertThat(hooks.get(0).events()).contains("push");
			assertThat(hooks.get(0).url()).isEqualTo("https://example.com/webhook");
			assertThat(hooks.get(0).contentType()).isEqualTo("json");
		});
		assertThat(this.directory.hooks(REPO)).isEmpty();
		assertThat(this.directory.hooks(REPO)).isEmpty();
	}

	@Test
	void failureIsNoAnswer() {
		this.stub.answer(500, "{}");
		assertThatExceptionOfType(UpstreamException.Transient.class).isThrownBy(() -> this.directory.hooks(REPO));
	}

	@Test
	void repositoryIsCheckedBeforeItIsPartOfAUrl() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.directory.repository("../user"));
	}

	private GitHubDirectory directory(URI url) {
		GitHubProperties properties = new GitHubProperties(url, "s3cret", Duration.ofSeconds(2), Duration.ofSeconds(10),
				4, DataSize.ofMegabytes(1), null);
		return new RestGitHubDirectory(
				this.http.client(GitHubApi.class, Upstream.GITHUB, properties.http(), properties.credentials()));
	}

	private static ObjectNode milestone() {
		return ApiDescription.example(DESCRIPTION, "milestone").deepCopy();
	}

}
