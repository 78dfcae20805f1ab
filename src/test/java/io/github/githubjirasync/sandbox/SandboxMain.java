package io.github.githubjirasync.sandbox;

import java.net.URI;

/**
 * Starts the sandbox alone, for a service that runs elsewhere, until it is ended:
 * {@code SandboxMain <port> <host by which it is reached> <root address of the service>}.
 */
public final class SandboxMain {

	private SandboxMain() {
	}

	public static void main(String[] args) throws InterruptedException {
		SandboxOptions options = SandboxOptions.defaults()
			.port(Integer.parseInt(args[0]))
			.host(args[1])
			.service(URI.create(args[2]));
		try (Sandbox sandbox = Sandbox.start(options)) {
			System.out.println("Sandbox at " + sandbox.pageUrl());
			Thread.currentThread().join();
		}
	}

}
