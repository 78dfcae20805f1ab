package io.github.githubjirasync.e2e;

import java.util.List;
import java.util.Map;

import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is a part of what is the same on both sides.
 */
class SubIssueIntegrationTests extends LinkedPairs {

	@Test
	void subIssueHasAParentInJira() {
		open(WIDGETS, "Whole");
		open(WIDGETS, "Part");
		SANDBOX.github().subIssues().add(WIDGETS, 1, 2, "alice");
		awaitSilence();
		assertThat(twin("Part").parent()).isEqualTo(twin("Whole").key());
		SANDBOX.github().subIssues().remove(WIDGETS, 2, "alice");
		awaitSilence();
		assertThat(twin("Part").parent()).isNull();
	}

	@Test
	void parentInJiraMakesASubIssue() {
		open(WIDGETS, "Whole");
		open(WIDGETS, "Part");
		SANDBOX.jira().editIssue(twin("Part").key(), Map.of("parent", Map.of("key", twin("Whole").key())), "bob");
		awaitSilence();
		assertThat(SANDBOX.github().issue(WIDGETS, 2).parent()).isEqualTo("acme/widgets#1");
		SANDBOX.jira().editIssue(twin("Part").key(), Map.of("parent", Map.of()), "bob");
		awaitSilence();
		assertThat(SANDBOX.github().issue(WIDGETS, 2).parent()).isNull();
	}

	@Test
	void partMayBeToldOfBeforeTheWhole() {
		SANDBOX.webhooks(Upstream.GITHUB).hold();
		SANDBOX.github().openIssue(WIDGETS, "Whole", null, List.of(), "alice");
		SANDBOX.github().openIssue(WIDGETS, "Part", null, List.of(), "alice");
		SANDBOX.github().subIssues().add(WIDGETS, 1, 2, "alice");
		SANDBOX.webhooks(Upstream.GITHUB).releaseReversed();
		awaitSilence();
		assertThat(twin("Part").parent()).isEqualTo(twin("Whole").key());
		assertThat(SANDBOX.jira().issues()).hasSize(2);
	}

	@Test
	void whereJiraTakesNoParentALinkStandsForIt() {
		open(WIDGETS, "Whole");
		open(WIDGETS, "Part");
		SANDBOX.jira().rules().offScreen("parent");
		SANDBOX.github().subIssues().add(WIDGETS, 1, 2, "alice");
		awaitSilence();
		assertThat(SANDBOX.jira().sides().links())
			.containsExactly(twin("Whole").key() + " Relates " + twin("Part").key());
		SANDBOX.github().subIssues().remove(WIDGETS, 2, "alice");
		awaitSilence();
		assertThat(SANDBOX.jira().sides().links()).isEmpty();
	}

	@Test
	void securedParentStaysInJira() {
		open(WIDGETS, "Part");
		String secret = SANDBOX.jira().createIssue("HR", "Secret", null, List.of(), "bob").key();
		SANDBOX.jira().editIssue(secret, Map.of("security", Map.of("name", "Staff")), "bob");
		SANDBOX.jira().editIssue(twin("Part").key(), Map.of("parent", Map.of("key", secret)), "bob");
		awaitSilence();
		assertThat(SANDBOX.github().issue(WIDGETS, 1).parent()).isNull();
		assertThat(SANDBOX.github().issues()).hasSize(1);
	}

}
