package io.github.githubjirasync.mapping.jpa;

import java.util.List;

import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether any replica is configured.
 */
final class OnReplicas extends SpringBootCondition {

	private static final String HOSTS = "github-jira-sync.mapping.replicas.hosts";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		List<String> hosts = Binder.get(context.getEnvironment())
			.bind(HOSTS, Bindable.listOf(String.class))
			.orElse(List.of());
		return new ConditionOutcome(!hosts.isEmpty(), HOSTS + ": " + hosts);
	}

}
