package io.github.githubjirasync.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A contestant in a process of its own that lives over all rounds. It is told what to do
 * by a line, and answers with a line of name=value words. It ends when it is told nothing
 * more, and with this JVM at the latest.
 */
final class Peer implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofMinutes(4);

	private final String name;

	private final Path log;

	private final Process process;

	private final Writer commands;

	private final BufferedReader answers;

	/**
	 * Starts a contestant.
	 * @param name its name in the results
	 * @param log where its standard error goes
	 * @param command how to start it
	 */
	Peer(String name, Path log, List<String> command) {
		this.name = name;
		this.log = log;
		try {
			this.process = new ProcessBuilder(command).redirectError(log.toFile()).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not start " + name, ex);
		}
		Runtime.getRuntime().addShutdownHook(new Thread(this.process::destroyForcibly, name + "-stop"));
		this.commands = new OutputStreamWriter(this.process.getOutputStream(), StandardCharsets.US_ASCII);
		this.answers = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.US_ASCII));
	}

	String name() {
		return this.name;
	}

	/** Tells it what to do and waits for the answer, but not for ever. */
	Map<String, Double> ask(String command) {
		return await(askLater(command));
	}

	/** Waits for an answer, but not for ever. */
	Map<String, Double> await(CompletableFuture<Map<String, Double>> answer) {
		try {
			return answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new IllegalStateException(this.name + " did not answer, see " + this.log, ex);
		}
	}

	/** Tells it what to do, and does not wait. */
	CompletableFuture<Map<String, Double>> askLater(String command) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				this.commands.write(command + "\n");
				this.commands.flush();
				String answer = this.answers.readLine();
				if (answer == null) {
					throw new IllegalStateException(this.name + " ended at \"" + command + "\"");
				}
				return figures(answer);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	private static Map<String, Double> figures(String answer) {
		Map<String, Double> figures = new LinkedHashMap<>();
		for (String word : answer.split(" ")) {
			int equals = word.indexOf('=');
			figures.put(word.substring(0, equals), Double.parseDouble(word.substring(equals + 1)));
		}
		return figures;
	}

	@Override
	public void close() {
		try {
			this.commands.close();
			if (!this.process.waitFor(5, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (IOException ex) {
			this.process.destroyForcibly();
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
