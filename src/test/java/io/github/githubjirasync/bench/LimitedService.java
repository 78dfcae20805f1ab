package io.github.githubjirasync.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.githubjirasync.testing.FreePorts;

/**
 * The service in a container of the image {@code github-jira-sync:latest}, under a limit
 * of memory and CPU that the kernel holds. It shares the network of this machine.
 */
final class LimitedService implements AutoCloseable {

	private static final Duration START_LIMIT = Duration.ofMinutes(4);

	final int port = FreePorts.next();

	private final int managementPort = FreePorts.next();

	private final String container;

	private final double readySeconds;

	/**
	 * Starts it and waits until it is ready.
	 * @param limits arguments of {@code docker run}, such as {@code --memory=256m}
	 * @param properties its configuration
	 * @param command what is run in place of the image's own; may be empty
	 */
	LimitedService(List<String> limits, Map<String, String> properties, List<String> command) throws IOException {
		List<String> run = new ArrayList<>(
				List.of("docker", "run", "--detach", "--network=host", "--read-only", "--tmpfs=/tmp"));
		run.addAll(limits);
		run.add("--env=SERVER_PORT=" + this.port);
		run.add("--env=MANAGEMENT_SERVER_PORT=" + this.managementPort);
		properties.forEach((name, value) -> run.add("--env=" + name + "=" + value));
		if (!command.isEmpty()) {
			run.add("--entrypoint=" + command.get(0));
		}
		run.add("github-jira-sync:latest");
		run.addAll(command.isEmpty() ? List.of() : command.subList(1, command.size()));
		long begin = System.nanoTime();
		this.container = output(run);
		this.readySeconds = awaitReady(begin);
	}

	/** Whether there is an engine with the image. */
	static boolean possible() {
		try {
			return !output(List.of("docker", "image", "inspect", "--format={{.Id}}", "github-jira-sync:latest"))
				.isEmpty();
		}
		catch (IOException ex) {
			return false;
		}
	}

	double readySeconds() {
		return this.readySeconds;
	}

	/** The most memory that was resident at once, mapped files included. */
	long peakMebibytes() throws IOException {
		return status("VmHWM") / 1024;
	}

	/** What it has used of all cores since its start. */
	Duration cpuTime() throws IOException {
		String pid = output(List.of("docker", "inspect", "--format={{.State.Pid}}", this.container));
		String stat = Files.readString(Path.of("/proc", pid, "stat"));
		// After the name: user and system time are the twelfth and thirteenth, in
		// hundredths of a second.
		String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
		return Duration.ofMillis((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10);
	}

	/** Limits it from now on, in cores. */
	void limitCpus(String cpus) throws IOException {
		output(List.of("docker", "update", "--cpus=" + cpus, this.container));
	}

	/** Why it is not what was started any more; empty if it is. */
	String restarts() throws IOException {
		String state = output(List.of("docker", "inspect",
				"--format={{.State.Running}} {{.State.OOMKilled}} " + "{{.RestartCount}}", this.container));
		return state.equals("true false 0") ? "" : "running, killed for memory, restarts: " + state;
	}

	private long status(String field) throws IOException {
		String pid = output(List.of("docker", "inspect", "--format={{.State.Pid}}", this.container));
		try (var lines = Files.lines(Path.of("/proc", pid, "status"))) {
			return lines.filter((line) -> line.startsWith(field + ":"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("[^0-9]", "")))
				.findFirst()
				.orElseThrow();
		}
	}

	private double awaitReady(long begin) throws IOException {
		URI readiness = URI.create("http://localhost:" + this.managementPort + "/actuator/health/readiness");
		while (System.nanoTime() - begin < START_LIMIT.toNanos()) {
			if (answers(readiness)) {
				return (System.nanoTime() - begin) / 1e9;
			}
			if (!output(List.of("docker", "inspect", "--format={{.State.Running}}", this.container)).equals("true")) {
				break;
			}
			try {
				TimeUnit.MILLISECONDS.sleep(100);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				break;
			}
		}
		String log = output(List.of("docker", "logs", "--tail=30", this.container));
		close();
		throw new IOException("The service was not ready within " + START_LIMIT + ": " + log);
	}

	private static boolean answers(URI address) {
		try {
			HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
			connection.setConnectTimeout(500);
			connection.setReadTimeout(2_000);
			return connection.getResponseCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		try {
			output(List.of("docker", "rm", "--force", this.container));
		}
		catch (IOException ex) {
			System.err.println("The container " + this.container + " is left: " + ex.getMessage());
		}
	}

	private static String output(List<String> command) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		StringBuilder text = new StringBuilder();
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
			reader.lines().forEach((line) -> text.append(line).append('\n'));
			if (process.waitFor() != 0) {
				throw new IOException(String.join(" ", command.subList(0, 2)) + " failed: " + text);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
		return text.toString().strip();
	}

}
