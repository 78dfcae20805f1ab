package io.github.githubjirasync.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.marcnuri.helm.LintResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChartTests {

	/** Everything that can be switched on. */
	private static final String ALL = """
			config:
			  github-jira-sync:
			    links: [{name: widgets, github: {repository: acme/widgets}, jira: {project: WID}}]
			    ops: {users: [{name: ola, password: "${ops-password}", role: operator}]}
			secret: {data: {spring.datasource.password: one, ops-password: two}}
			redis: {install: true}
			image: {pullSecrets: [{name: registry}]}
			ingress: {enabled: true, className: nginx, tlsSecret: tls, ops: {enabled: true, tlsSecret: ops-tls}}
			networkPolicy: {dataTo: [{podSelector: {}}], ingressFrom: [{namespaceSelector: {}}]}
			monitoring: {serviceMonitor: {enabled: true}, prometheusRule: {enabled: true}, dashboard: {enabled: true}}
			prometheusAdapter: {rule: {enabled: true}}
			backup: {enabled: true}
			restore: {from: 20260131T020000Z}
			podAnnotations: {a: b}
			nodeSelector: {disk: ssd}
			tolerations: [{key: a, operator: Exists}]
			affinity: {nodeAffinity: {}}
			priorityClassName: high
			javaOptions: -Xlog:gc
			""";

	private static final List<String> KINDS = List.of("ConfigMap", "CronJob", "Deployment", "HorizontalPodAutoscaler",
			"Ingress", "Job", "NetworkPolicy", "PersistentVolumeClaim", "PodDisruptionBudget", "PrometheusRule",
			"Secret", "Service", "ServiceAccount", "ServiceMonitor", "StatefulSet");

	@Test
	void isLintedStrictly() {
		LintResult result = Chart.lint();
		assertThat(result.isFailed()).as(String.join("\n", result.getMessages())).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", ALL, "autoscaling: {enabled: false}", "podDisruptionBudget: {enabled: false}",
			"networkPolicy: {enabled: false}", "networkPolicy: {egressHttpsTo: []}", "serviceAccount: {create: false}",
			"secret: {existing: mine}", "redis: {tls: true, host: redis.example.com, port: 6380}",
			"redis: {cluster: {nodes: ['redis-0:6379', 'redis-1:6380']}}",
			"backup: {enabled: true, existingClaim: old}", "restore: {from: 20260131T020000Z}",
			"database: {replicas: [db-1, 'db-2:5433']}", "ingress: {ops: {enabled: true}}",
			"monitoring: {serviceMonitor: {enabled: true}, prometheusRule: {enabled: true}}",
			"monitoring: {dashboard: {enabled: true}}", "prometheusAdapter: {rule: {enabled: true}}",
			"redis: {install: true}", "image: {tag: '1.2.3', pullPolicy: Always}",
			"service: {type: LoadBalancer, annotations: {a: b}}", "nameOverride: a\nfullnameOverride: b" })
	void fitsTheTypesOfKubernetes(String values) throws ReflectiveOperationException {
		for (Manifest manifest : Chart.render(values)) {
			manifest.validate();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "small", "medium", "large" })
	void eachPresetFitsTheTypesOfKubernetes(String preset) throws ReflectiveOperationException {
		for (Manifest manifest : Chart.render(ALL, Chart.preset(preset))) {
			manifest.validate();
		}
	}

	@Test
	void itsTestPodFitsToo(@TempDir Path scratch) throws IOException, ReflectiveOperationException {
		Manifest pod = find(Chart.renderHooks(scratch), "Pod", "sync-github-jira-sync-test");
		pod.validate();
		assertThat(pod.at("spec", "containers", 0, "command", 2).toString()).contains("/webhooks/github");
	}

	@Test
	void anUnknownFieldIsNoticed() {
		Manifest broken = new Manifest(
				Map.of("apiVersion", "apps/v1", "kind", "Deployment", "metadata", Map.of("name", "broken"), "spec",
						Map.of("selector", Map.of(), "template", Map.of("spec", Map.of("containerz", List.of())))));
		assertThatIllegalArgumentException().isThrownBy(broken::validate).withMessageContaining("containerz");
	}

	@Test
	void rendersEveryKind() {
		assertThat(Chart.render(ALL).stream().map(Manifest::kind).distinct().sorted().toList()).isEqualTo(KINDS);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "replicas: 3|replicas", "autoscaling: {cpu: 0}|cpu", "redis: {cluster: {nodes: [redis]}}|nodes",
					"restore: {from: yesterday}|from", "image: {pullPolicy: Sometimes}|pullPolicy",
					"database: {replicas: ['db-1,db-2']}|replicas" })
	void wrongValuesAreRefusedByName(String values, String named) {
		assertThatThrownBy(() -> Chart.render(values)).hasMessageContaining(named);
	}

	@Test
	void scalesOnCpuAndOnEachPodsShareOfTheWaitingJobs() {
		Manifest hpa = find(Chart.render("{}"), "HorizontalPodAutoscaler", "sync-github-jira-sync");
		assertThat(hpa.at("apiVersion")).isEqualTo("autoscaling/v2");
		assertThat(hpa.at("spec", "minReplicas")).isEqualTo(2);
		assertThat(hpa.at("spec", "maxReplicas")).isEqualTo(20);
		assertThat(hpa.at("spec", "metrics", 0, "resource", "target", "averageUtilization")).isEqualTo(70);
		assertThat(hpa.at("spec", "metrics", 1, "pods", "metric", "name")).isEqualTo("queue_waiting_jobs");
		assertThat(hpa.at("spec", "metrics", 1, "pods", "target", "averageValue")).isEqualTo("100");
		Manifest deployment = find(Chart.render("{}"), "Deployment", "sync-github-jira-sync");
		assertThat(((Map<?, ?>) deployment.at("spec")).containsKey("replicas")).as("the autoscaler's to decide")
			.isFalse();
	}

	@Test
	void theMetricsAdapterServesWhatTheAutoscalerReads() {
		Manifest rule = find(Chart.render("prometheusAdapter: {rule: {enabled: true}}"), "ConfigMap",
				"sync-github-jira-sync-adapter-rule");
		Map<String, Object> adapter = new Yaml(new SafeConstructor(new LoaderOptions()))
			.load(rule.at("data", "config.yaml").toString());
		Manifest content = new Manifest(adapter);
		assertThat(content.at("rules", 0, "name", "as")).isEqualTo("queue_waiting_jobs");
		assertThat(content.at("rules", 0, "seriesQuery").toString()).startsWith("queue_waiting_jobs{");
		assertThat(content.at("rules", 0, "resources", "overrides", "pod", "resource")).isEqualTo("pod");
		assertThat(content.at("rules", 0, "metricsQuery").toString()).contains("<<.GroupBy>>", "<<.Series>>",
				"<<.LabelMatchers>>");
	}

	@Test
	void replicasAreReadFromAndReached() {
		String values = "database: {replicas: [db-1, 'db-2:5433']}\nconfig: {github-jira-sync: {mapping: {replicas: {max-lag: 3s}}}}";
		List<Manifest> manifests = Chart.render(values);
		Map<String, Object> application = new Yaml(new SafeConstructor(new LoaderOptions()))
			.load(find(manifests, "ConfigMap", "sync-github-jira-sync").at("data", "application.yml").toString());
		assertThat(new Manifest(application).at("github-jira-sync", "mapping", "replicas"))
			.isEqualTo(Map.of("hosts", List.of("db-1", "db-2:5433"), "max-lag", "3s"));
		assertThat(find(manifests, "NetworkPolicy", "sync-github-jira-sync").content().toString())
			.contains("port=5433");
	}

	@Test
	void aPodThatGoesHasTheTimeThatItNeeds() {
		Manifest deployment = find(Chart.render("{}"), "Deployment", "sync-github-jira-sync");
		Object[] pod = { "spec", "template", "spec" };
		int grace = (Integer) new Manifest(deployment.content()).at(with(pod, "terminationGracePeriodSeconds"));
		int before = Integer.parseInt(
				deployment.at(with(pod, "containers", 0, "lifecycle", "preStop", "exec", "command", 1)).toString());
		// What Spring waits for requests, and what the worker waits for jobs, at most.
		assertThat(grace).isGreaterThan(before + 30 + 20 + 3);
		assertThat(deployment.at("spec", "strategy", "rollingUpdate", "maxUnavailable")).isEqualTo(0);
	}

	private static Object[] with(Object[] path, Object... more) {
		return Stream.concat(Stream.of(path), Stream.of(more)).toArray();
	}

	@ParameterizedTest
	@CsvSource({ "small,500m,256Mi,256", "medium,2,512Mi,512", "large,4,1Gi,1024" })
	void presetsFollowTheCapacityTable(String preset, String cpu, String memory, int redis) {
		List<Manifest> manifests = Chart.render("{}", Chart.preset(preset));
		Manifest deployment = find(manifests, "Deployment", "sync-github-jira-sync");
		Object[] limits = { "spec", "template", "spec", "containers", 0, "resources", "limits" };
		assertThat(((Map<?, ?>) deployment.at(limits)).get("cpu")).hasToString(cpu);
		assertThat(((Map<?, ?>) deployment.at(limits)).get("memory")).hasToString(memory);
		Manifest start = find(manifests, "ConfigMap", "sync-github-jira-sync-redis");
		assertThat(start.at("data", "start.sh").toString()).contains("maxmemory " + redis + "mb");
	}

	@Test
	void onlyWebhooksArePublic() {
		Manifest ingress = find(Chart.render("ingress: {enabled: true}"), "Ingress", "sync-github-jira-sync");
		assertThat((List<?>) ingress.at("spec", "rules", 0, "http", "paths")).hasSize(1);
		assertThat(ingress.at("spec", "rules", 0, "http", "paths", 0, "path")).isEqualTo("/webhooks");
	}

	@Test
	void everyContainerRunsWithoutPrivileges() {
		List<Object> contexts = new ArrayList<>();
		for (Manifest manifest : Chart.render(ALL)) {
			containers(manifest.content(), contexts);
		}
		assertThat(contexts).hasSize(6)
			.allSatisfy((context) -> assertThat(context).isEqualTo(Map.of("allowPrivilegeEscalation", false,
					"readOnlyRootFilesystem", true, "capabilities", Map.of("drop", List.of("ALL")))));
	}

	private static void containers(Object node, List<Object> contexts) {
		if (node instanceof Map<?, ?> map) {
			map.forEach((key, value) -> {
				if ("containers".equals(key) || "initContainers".equals(key)) {
					((List<?>) value)
						.forEach((container) -> contexts.add(((Map<?, ?>) container).get("securityContext")));
				}
				containers(value, contexts);
			});
		}
		else if (node instanceof List<?> list) {
			list.forEach((value) -> containers(value, contexts));
		}
	}

	@Test
	void secretsAreFilesAndInNoConfiguration() {
		List<Manifest> manifests = Chart.render(ALL);
		assertThat(manifests).filteredOn((manifest) -> manifest.kind().equals("ConfigMap"))
			.noneSatisfy((manifest) -> assertThat(manifest.content().toString()).contains("b25l"));
		Manifest deployment = find(manifests, "Deployment", "sync-github-jira-sync");
		assertThat(deployment.content().toString()).contains("configtree:/etc/github-jira-sync/secrets/")
			.doesNotContain("secretKeyRef");
	}

	@Test
	void backsUpEveryNightAndKeepsWhatItWrote() {
		Manifest backup = find(Chart.render("backup: {enabled: true}"), "CronJob", "sync-github-jira-sync-backup");
		assertThat(backup.at("spec", "schedule")).isEqualTo("0 2 * * *");
		assertThat(backup.at("spec", "concurrencyPolicy")).isEqualTo("Forbid");
	}

	@Test
	void redisNeverEvictsJobs() throws IOException {
		String file = Files.readString(Path.of("redis.conf"));
		assertThat(file).isEqualTo(Files.readString(Chart.FOLDER.resolve("files/redis.conf")))
			.containsPattern("(?m)^maxmemory 512mb$")
			.containsPattern("(?m)^maxmemory-policy volatile-lru$")
			.containsPattern("(?m)^save 900 1$")
			.containsPattern("(?m)^save 300 10$")
			.containsPattern("(?m)^appendonly yes$")
			.containsPattern("(?m)^appendfsync everysec$");
	}

	private static Manifest find(List<Manifest> manifests, String kind, String name) {
		return manifests.stream()
			.filter((manifest) -> manifest.kind().equals(kind) && manifest.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in "
					+ manifests.stream().map((manifest) -> manifest.kind() + " " + manifest.name()).toList()));
	}

}
